import { killOne, repeatUnderLoad } from './acts.ts';
import { demandNoDeadLetters, demandNotes } from './demands.ts';
import type { Outcome, Scenario, Stage } from './scenario.ts';

/** Some orders are the sandbox's; of every sixth or so nobody ever tells. */
const bookedLoad: Scenario['load'] = (size) => ({
  ...(size === 'full' ? { orders: 900, seconds: 25 } : { orders: 200, seconds: 8 }),
  sandboxShare: 0.08,
  bookings: { share: 0.85 },
});

/** What the booking was for must have come up: orders that waited for it, and ones that still do. */
const demandWaiting = ({ evidence: { ledger, mails } }: Outcome): string[] => {
  const mailed = new Set(mails.flatMap(({ orderNos }) => orderNos));
  const waited = [...ledger].filter(([, { timeline }]) =>
    timeline.some(({ event }) => event === 'no_recipient'),
  );
  const isReleased = waited.some(([orderNo]) => mailed.has(orderNo));
  const isLeft = waited.some(([orderNo]) => !mailed.has(orderNo));
  return [
    ...(isReleased ? [] : ['no mail waited for its booking']),
    ...(isLeft ? [] : ['no order was left without a booking']),
  ];
};

const demandRefusedBooking = ({ evidence: { bookings } }: Outcome): string[] =>
  bookings.some(({ answer }) => answer.kind === 'refused' && answer.status === 503)
    ? []
    : ['no booking was answered with 503'];

async function killProcesses(stage: Stage): Promise<void> {
  const { system, random, size } = stage;
  const isFull = size === 'full';
  const ofIngest = random.fork('ingest');
  const ofWorker = random.fork('worker');
  await Promise.all([
    repeatUnderLoad(stage, ofIngest, isFull ? [1500, 6000] : [1000, 2500], () =>
      killOne(stage, ofIngest, system.ingests, [50, 2000]),
    ),
    repeatUnderLoad(stage, ofWorker, isFull ? [1000, 5000] : [1000, 2500], () =>
      killOne(stage, ofWorker, system.workers, [50, 2000]),
    ),
  ]);
}

async function hurtRedisAgainAndAgain(stage: Stage): Promise<void> {
  const { system, size, pause, note } = stage;
  const random = stage.random.fork('redis');
  await repeatUnderLoad(stage, random, [1000, 5000], async () => {
    const how = random.pick(['killed', 'frozen']);
    if (how === 'killed') await system.redis.kill();
    else system.redis.freeze();
    note(`Redis ${how}`);
    note('Redis hurt');
    await pause(random.integer(700, size === 'full' ? 6000 : 2000));
    await system.redis.heal();
  });
}

const killed: Scenario = {
  name: 'bookings-killed',
  sentence:
    'kill -9 of ingest and workers while bookings come before, after and with their events; nobody else is to be written to',
  system: { ingests: 2, workers: 2, hasFallback: false },
  load: bookedLoad,
  faults: killProcesses,
  expect: (outcome) => [
    ...demandNotes(outcome, 'ingest killed', 'worker killed'),
    ...demandNoDeadLetters(outcome),
    ...demandWaiting(outcome),
  ],
};

const withoutRedis: Scenario = {
  name: 'bookings-redis-hurt',
  sentence: 'Redis is killed or frozen while bookings come: 503, and the agency repeats them',
  system: { ingests: 2, workers: 2, hasFallback: false },
  load: bookedLoad,
  faults: hurtRedisAgainAndAgain,
  expect: (outcome) => [
    ...demandNotes(outcome, 'Redis hurt'),
    ...demandNoDeadLetters(outcome),
    ...demandWaiting(outcome),
    ...demandRefusedBooking(outcome),
  ],
};

const withFallback: Scenario = {
  name: 'bookings-and-fallback',
  sentence:
    'both at once, with a mailbox for orders that no booking tells of: never for one that was booked before its event',
  system: { ingests: 2, workers: 2 },
  load: bookedLoad,
  async faults(stage) {
    await Promise.all([killProcesses(stage), hurtRedisAgainAndAgain(stage)]);
  },
  expect: (outcome) => [
    ...demandNotes(outcome, 'ingest killed', 'worker killed', 'Redis hurt'),
    ...demandNoDeadLetters(outcome),
  ],
};

export const bookings: readonly Scenario[] = [killed, withoutRedis, withFallback];
