import { killOne, repeatUnderLoad } from './acts.ts';
import { demandNoDeadLetters, demandNotes, demandTrips } from './demands.ts';
import type { Scenario } from './scenario.ts';

export const tripsKilled: Scenario = {
  name: 'trips-killed',
  sentence:
    'kill -9 of workers while pairs of orders wait for each other: each order is in one mail',
  system: { workers: 3, hasFallback: false },
  load: (size) => ({
    ...(size === 'full' ? { orders: 700, seconds: 30 } : { orders: 160, seconds: 14 }),
    bookings: { share: 0.9, tripShare: 0.6, loneShare: 0.1 },
  }),
  async faults(stage) {
    const { system, size, random } = stage;
    const mails = random.fork('mail');
    system.smtp.behave((at) =>
      at === 'data' ? { reply: 250, afterMs: mails.integer(0, 150) } : undefined,
    );
    await repeatUnderLoad(stage, random, size === 'full' ? [800, 4000] : [1000, 2500], () =>
      killOne(stage, random, system.workers, [50, 2000]),
    );
  },
  expect: (outcome) => [
    ...demandNotes(outcome, 'worker killed'),
    ...demandNoDeadLetters(outcome),
    ...demandTrips(outcome),
  ],
};
