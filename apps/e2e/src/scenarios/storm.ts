import type { Random } from '../random/create-random.ts';
import { littlePatience } from '../system/environment.ts';
import { killOne, moodAt, repeatUnderLoad, stopOne } from './acts.ts';
import type { Scenario, Stage } from './scenario.ts';

export const storm: Scenario = {
  name: 'storm',
  sentence:
    'all of it at once: processes die and freeze, Redis fails in every way, the mail server too',
  system: { ingests: 2, workers: 3, workerEnv: () => littlePatience },
  load: (size) => (size === 'full' ? { orders: 3000, seconds: 60 } : { orders: 300, seconds: 12 }),
  async faults(stage) {
    const { system, random, pause } = stage;
    const ofIngest = random.fork('ingest');
    const ofWorker = random.fork('worker');
    const ofRedis = random.fork('redis');
    const ofMail = random.fork('mail');
    await Promise.all([
      repeatUnderLoad(stage, ofIngest, [3000, 9000], () =>
        ofIngest.chance(0.7)
          ? killOne(stage, ofIngest, system.ingests, [50, 3000])
          : stopOne(stage, ofIngest, system.ingests),
      ),
      repeatUnderLoad(stage, ofWorker, [2000, 7000], async () => {
        const what = ofWorker.pick(['kill', 'kill', 'stop', 'freeze']);
        if (what === 'kill') await killOne(stage, ofWorker, system.workers, [50, 4000]);
        if (what === 'stop') await stopOne(stage, ofWorker, system.workers);
        if (what === 'freeze') await freezeWorker(stage, ofWorker);
      }),
      repeatUnderLoad(stage, ofRedis, [3000, 9000], () => hurtRedis(stage, ofRedis)),
      repeatUnderLoad(stage, ofMail, [500, 4000], async () => {
        await changeMood(stage, ofMail);
        await pause(ofMail.integer(500, 5000));
        await system.smtp.heal();
      }),
    ]);
  },
  expect: (outcome) =>
    outcome.notes.size >= 3 ? [] : [`only ${outcome.notes.size} kinds of faults happened`],
};

async function freezeWorker({ system, pause, note }: Stage, random: Random): Promise<void> {
  const victim = system.workers[random.integer(0, system.workers.length - 1)];
  victim?.freeze();
  note('worker frozen');
  await pause(random.integer(1000, 28_000));
  victim?.thaw();
}

async function hurtRedis({ system: { redis }, pause, note }: Stage, random: Random): Promise<void> {
  const how = random.pick(['killed', 'frozen', 'out of memory', 'read-only']);
  if (how === 'killed') await redis.kill();
  if (how === 'frozen') redis.freeze();
  if (how === 'out of memory') await redis.runOutOfMemory();
  if (how === 'read-only') await redis.becomeReadOnly();
  note(`Redis ${how}`);
  await pause(random.integer(200, 8000));
  await redis.heal();
}

async function changeMood({ system, note }: Stage, random: Random): Promise<void> {
  if (random.chance(0.15)) {
    note('mail server away');
    await system.smtp.goAway();
    return;
  }
  const actions = {
    connect: [{ reply: 421 }, { hang: true }],
    auth: [{ reply: 535 }],
    rcpt: [{ reply: 450 }, { drop: 'before' }],
    data: [
      { reply: 451 },
      { drop: 'before' },
      { drop: 'inside' },
      { drop: 'after' },
      { hang: 'after' },
    ],
  } as const;
  system.smtp.behave(
    moodAt(random, random.pick([0.05, 0.2, 0.6]), actions, () => {
      note('mail server bad');
    }),
  );
}
