import { once, EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSweeps, removeSweeps, type Sweeps } from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

let server: RunningRedis;
let connection: Redis;
const begun: Sweeps[] = [];

beforeEach(async () => {
  server = await startTestRedis();
  connection = new Redis(server.url, { maxRetriesPerRequest: null });
});
afterEach(async () => {
  for (const sweeps of begun.splice(0)) await sweeps.close();
  connection.disconnect();
  await server.stop();
});

const errors: Error[] = [];

async function begin(
  sweep: (signal: AbortSignal) => Promise<Record<string, unknown>>,
  everyMs: number,
) {
  const sweeps = createSweeps({
    connection,
    everyMs,
    sweep,
    onError: (error) => {
      errors.push(error);
    },
  });
  begun.push(sweeps);
  await sweeps.begin();
  return sweeps;
}

const countSchedules = async () => {
  const queue = new Queue('sweeps', { connection, prefix: '{ticketpost}' });
  const schedulers = await queue.getJobSchedulers();
  await queue.close();
  return schedulers.length;
};

/** Counts sweeps, and how many ran at once. */
function createCounter() {
  const turns = new EventEmitter();
  const seen = { total: 0, now: 0, mostAtOnce: 0 };
  return {
    seen,
    until: async (total: number) => {
      while (seen.total < total) await once(turns, 'ended');
    },
    sweep: async () => {
      seen.now += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.now);
      await connection.ping();
      seen.now -= 1;
      seen.total += 1;
      turns.emit('ended');
      return {};
    },
  };
}

describe('sweeps', () => {
  test('go on by their schedule, one at a time, however many workers take part', async () => {
    const counter = createCounter();
    await Promise.all([1, 2, 3].map(() => begin(counter.sweep, 50)));
    await counter.until(4);
    expect(counter.seen.mostAtOnce).toBe(1);
    expect(await countSchedules()).toBe(1);
  });

  test('go on after one that failed', async () => {
    const counter = createCounter();
    let isFirst = true;
    await begin(() => {
      if (!isFirst) return counter.sweep();
      isFirst = false;
      return Promise.reject(new Error('the first one fails'));
    }, 50);
    await counter.until(1);
    expect(errors.map(({ message }) => message)).toContain('the first one fails');
  });

  test('under way are told to end', async () => {
    const started = new EventEmitter();
    let wasAborted = false;
    const sweeps = await begin(async (signal) => {
      const aborted = once(signal, 'abort');
      started.emit('started');
      await aborted;
      wasAborted = true;
      return {};
    }, 50);
    await once(started, 'started');
    begun.length = 0;
    await sweeps.close();
    expect(wasAborted).toBe(true);
  });

  test('for one purpose neither wait for those of another nor end with them', async () => {
    const counter = createCounter();
    const started = new EventEmitter();
    await begin(async (signal) => {
      started.emit('started');
      await once(signal, 'abort');
      return {};
    }, 50);
    await once(started, 'started');
    const notifications = createSweeps({
      connection,
      purpose: 'notifications',
      everyMs: 50,
      sweep: counter.sweep,
      onError: (error) => {
        errors.push(error);
      },
    });
    begun.push(notifications);
    await notifications.begin();
    await counter.until(2);
    await removeSweeps({ connection, purpose: 'notifications', onError: () => undefined });
    expect(await countSchedules()).toBe(1);
  });

  test('are no longer scheduled once they are removed', async () => {
    const sweeps = await begin(() => Promise.resolve({}), 60_000);
    await sweeps.close();
    begun.length = 0;
    await removeSweeps({ connection, onError: () => undefined });
    expect(await countSchedules()).toBe(0);
  });
});
