import { littlePatience } from '../system/environment.ts';
import { killOne, moodAt, repeatUnderLoad } from './acts.ts';
import { demandNotes, demandTrips, demandUnmailed } from './demands.ts';
import type { Scenario } from './scenario.ts';
import { hurtSupplier } from './supplier-asked.ts';

export const bookedStorm: Scenario = {
  name: 'booked-storm',
  sentence:
    'supplier asked, bookings and trips, while processes and Redis die and freeze and the supplier and the mail server are bad',
  system: {
    ...{ ingests: 2, workers: 3, hasSupplier: true, hasFallback: false },
    workerEnv: () => littlePatience,
  },
  load: (size) => ({
    ...(size === 'full' ? { orders: 1500, seconds: 50 } : { orders: 250, seconds: 15 }),
    sandboxShare: 0.05,
    bookings: { share: 0.9, tripShare: 0.2 },
    truths: { notYetShare: 0.3, falseShare: 0.03 },
  }),
  async faults(stage) {
    const { system, random, pause, note } = stage;
    const { redis, smtp } = system;
    const of = (actor: string) => random.fork(actor);
    const [ofIngest, ofWorker, ofRedis] = [of('ingest'), of('worker'), of('redis')];
    const [ofSupplier, ofMail] = [of('supplier'), of('mail')];
    await Promise.all([
      repeatUnderLoad(stage, ofIngest, [2000, 8000], () =>
        killOne(stage, ofIngest, system.ingests, [50, 2000]),
      ),
      repeatUnderLoad(stage, ofWorker, [1500, 6000], () =>
        killOne(stage, ofWorker, system.workers, [50, 3000]),
      ),
      repeatUnderLoad(stage, ofRedis, [3000, 9000], async () => {
        const how = ofRedis.pick(['killed', 'frozen']);
        if (how === 'killed') await redis.kill();
        else redis.freeze();
        note(`Redis ${how}`);
        await pause(ofRedis.integer(200, 5000));
        await redis.heal();
      }),
      repeatUnderLoad(stage, ofSupplier, [2000, 7000], () => hurtSupplier(stage, ofSupplier)),
      repeatUnderLoad(stage, ofMail, [1000, 5000], async () => {
        const actions = {
          rcpt: [{ reply: 450 }],
          data: [{ reply: 451 }, { drop: 'before' }, { drop: 'inside' }, { drop: 'after' }],
        } as const;
        smtp.behave(
          moodAt(ofMail, ofMail.pick([0.05, 0.2]), actions, () => {
            note('mail server bad');
          }),
        );
        await pause(ofMail.integer(500, 3000));
        await smtp.heal();
      }),
    ]);
  },
  expect: (outcome) => [
    ...demandNotes(outcome, 'worker killed', 'supplier hurt'),
    ...demandTrips(outcome),
    ...demandUnmailed(outcome),
  ],
};
