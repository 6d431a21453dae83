import { repeatUnderLoad } from './acts.ts';
import { demandNoDeadLetters, demandNotes } from './demands.ts';
import type { Outcome, Scenario } from './scenario.ts';

/** What passes by itself: nothing may end as a dead letter. */
const expectAfter =
  (...notes: readonly string[]) =>
  (outcome: Outcome) => [...demandNotes(outcome, ...notes), ...demandNoDeadLetters(outcome)];

export const redisFrozen: Scenario = {
  name: 'redis-frozen',
  sentence: 'SIGSTOP of Redis for 1 to 20 s, several times',
  load: (size) => (size === 'full' ? { orders: 900, seconds: 45 } : { orders: 200, seconds: 9 }),
  async faults(stage) {
    const { system, random, size, pause, note } = stage;
    const [longest, between] = size === 'full' ? [20_000, 6000] : [3000, 2000];
    await repeatUnderLoad(stage, random, [1000, between], async () => {
      system.redis.freeze();
      note('Redis frozen');
      await pause(random.integer(1000, longest));
      system.redis.thaw();
    });
  },
  expect: expectAfter('Redis frozen'),
};

export const redisAbsentAtBoot: Scenario = {
  name: 'redis-absent-at-boot',
  sentence: 'all apps start while there is no Redis, and get deliveries; Redis starts later',
  system: { isRedisAbsent: true },
  load: (size) => (size === 'full' ? { orders: 600, seconds: 20 } : { orders: 150, seconds: 6 }),
  async faults({ system, size, random, pause, note }) {
    await pause(size === 'full' ? random.integer(5000, 15_000) : 3000);
    await system.redis.restart();
    note('Redis started');
  },
  expect: expectAfter('Redis started'),
};

export const redisDown: Scenario = {
  name: 'redis-down',
  sentence: 'Redis is gone for a minute under load, and comes back with its data',
  load: (size) => (size === 'full' ? { orders: 900, seconds: 70 } : { orders: 150, seconds: 9 }),
  async faults({ system, size, random, pause, note }) {
    await pause(random.integer(1000, 3000));
    await system.redis.kill();
    note('Redis killed');
    await pause(size === 'full' ? 60_000 : 4000);
    await system.redis.restart();
  },
  expect: expectAfter('Redis killed'),
};

export const redisOutOfMemory: Scenario = {
  name: 'redis-out-of-memory',
  sentence: 'Redis refuses every write with OOM for seconds at a time, reads go on',
  load: (size) => (size === 'full' ? { orders: 800, seconds: 25 } : { orders: 150, seconds: 7 }),
  async faults(stage) {
    const { system, random, pause, note } = stage;
    await repeatUnderLoad(stage, random, [1000, 3000], async () => {
      await system.redis.runOutOfMemory();
      note('out of memory');
      await pause(random.integer(1000, 6000));
      await system.redis.heal();
    });
  },
  expect: expectAfter('out of memory'),
};

export const redisReadOnly: Scenario = {
  name: 'redis-read-only',
  sentence:
    'Redis loses its role and refuses every write, as in a failover, while jobs are under way',
  load: (size) => (size === 'full' ? { orders: 800, seconds: 25 } : { orders: 150, seconds: 7 }),
  async faults(stage) {
    const { system, random, pause, note } = stage;
    const mails = random.fork('mail');
    system.smtp.behave((at) =>
      at === 'data' ? { reply: 250, afterMs: mails.integer(0, 200) } : undefined,
    );
    await repeatUnderLoad(stage, random, [1000, 4000], async () => {
      await system.redis.becomeReadOnly();
      note('read-only');
      await pause(random.integer(300, 6000));
      await system.redis.heal();
      if (random.chance(0.5)) await system.redis.client.call('CLIENT', 'KILL', 'TYPE', 'normal');
    });
  },
  expect: expectAfter('read-only'),
};
