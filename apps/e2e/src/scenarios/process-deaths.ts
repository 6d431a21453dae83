import { killOne, repeatUnderLoad } from './acts.ts';
import { demandNotes } from './demands.ts';
import type { Scenario } from './scenario.ts';

export const killedAtRandom: Scenario = {
  name: 'killed-at-random',
  sentence:
    'kill -9 of ingest, workers and Redis at random moments, each started again after a pause',
  system: { ingests: 2, workers: 3 },
  load: (size) => (size === 'full' ? { orders: 3000, seconds: 45 } : { orders: 300, seconds: 8 }),
  async faults(stage) {
    const { system, size, random, pause, note } = stage;
    const isFull = size === 'full';
    const ofIngest = random.fork('ingest');
    const ofWorker = random.fork('worker');
    const ofRedis = random.fork('redis');
    await Promise.all([
      repeatUnderLoad(stage, ofIngest, isFull ? [1500, 6000] : [1000, 2500], () =>
        killOne(stage, ofIngest, system.ingests, [50, 2000]),
      ),
      repeatUnderLoad(stage, ofWorker, isFull ? [1000, 5000] : [1000, 2500], () =>
        killOne(stage, ofWorker, system.workers, [50, 3000]),
      ),
      repeatUnderLoad(stage, ofRedis, isFull ? [3000, 12_000] : [2000, 4000], async () => {
        await system.redis.kill();
        note('Redis killed');
        await pause(ofRedis.integer(100, 3000));
        await system.redis.restart();
      }),
    ]);
  },
  expect: (outcome) => demandNotes(outcome, 'ingest killed', 'worker killed', 'Redis killed'),
};

export const allKilledAtOnce: Scenario = {
  name: 'all-killed-at-once',
  sentence:
    'power cut: all processes die in one moment (kill -9), some while journals hold deliveries',
  system: { ingests: 2, workers: 2 },
  load: (size) => (size === 'full' ? { orders: 1500, seconds: 35 } : { orders: 200, seconds: 8 }),
  async faults(stage) {
    const { system, random, size, pause, note } = stage;
    await repeatUnderLoad(
      stage,
      random,
      size === 'full' ? [2000, 6000] : [1500, 2500],
      async () => {
        if (random.chance(0.6)) {
          await system.redis.kill();
          note('Redis killed before');
          await pause(random.integer(500, 2500));
        }
        await Promise.all([system.redis.kill(), ...system.apps.map((app) => app.kill())]);
        note('all killed');
        await pause(random.integer(50, 1000));
        if (random.chance(0.5)) await system.redis.restart();
        await Promise.all(system.apps.map((app) => app.start()));
        await pause(random.integer(0, 3000));
        await system.redis.heal();
        await Promise.all(system.apps.map((app) => app.waitUntilReady()));
      },
    );
  },
  expect: (outcome) => demandNotes(outcome, 'all killed'),
};

export const crashLoop: Scenario = {
  name: 'worker-crash-loop',
  sentence: 'a worker that dies (kill -9) again and again while it hands mails over',
  system: { workers: 2 },
  load: (size) => (size === 'full' ? { orders: 400, seconds: 25 } : { orders: 100, seconds: 6 }),
  async faults(stage) {
    const { system, random, load, note, pause } = stage;
    const [unlucky] = system.workers;
    const mails = random.fork('mail');
    system.smtp.behave((at) =>
      at === 'data' ? { reply: 250, afterMs: mails.integer(0, 200) } : undefined,
    );
    while (!load.isOver()) {
      await pause(random.integer(600, 1500));
      await unlucky?.kill();
      note('worker killed');
      await unlucky?.start();
    }
  },
  expect: (outcome) => demandNotes(outcome, 'worker killed'),
};

export const rollingStops: Scenario = {
  name: 'stopped-under-load',
  sentence: 'SIGTERM to ingests and workers in turn, as in a rollout: each must end with 0',
  system: { ingests: 2, workers: 3 },
  load: (size) => (size === 'full' ? { orders: 1200, seconds: 25 } : { orders: 200, seconds: 8 }),
  async faults(stage) {
    const { system, random, note } = stage;
    const mails = random.fork('mail');
    system.smtp.behave((at) =>
      at === 'data' ? { reply: 250, afterMs: mails.integer(0, 300) } : undefined,
    );
    const stopInTurn = async (kind: 'ingests' | 'workers'): Promise<void> => {
      const own = random.fork(kind);
      let turn = 0;
      await repeatUnderLoad(stage, own, [200, 1500], async () => {
        const app = system[kind][turn % system[kind].length];
        turn += 1;
        await app?.stop();
        note(`${kind} stopped`);
        await app?.start();
        // A process that is still being loaded knows no SIGTERM yet, and dies of it.
        await app?.waitUntilReady();
      });
    };
    await Promise.all([stopInTurn('ingests'), stopInTurn('workers')]);
  },
  expect: (outcome) => demandNotes(outcome, 'ingests stopped', 'workers stopped'),
};
