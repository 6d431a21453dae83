import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { eventsQueueName, queuePrefix } from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { restingPlaces, walkJobs, type StepBounds } from '../src/walk-jobs.ts';

let server: RunningRedis;
let redis: Redis;
let queue: Queue;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  queue = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
});
beforeEach(async () => {
  await redis.flushall();
});
afterAll(async () => {
  await queue.close();
  redis.disconnect();
  await server.stop();
});

/** Every other one is delayed: they stand in a list, and in a sorted set. */
async function add(ids: readonly string[], bytes = 10): Promise<void> {
  await queue.addBulk(
    ids.map((jobId, n) => ({
      name: 'a',
      data: { filling: 'x'.repeat(bytes) },
      opts: { jobId, ...(n % 2 === 0 ? {} : { delay: 1_000_000 }) },
    })),
  );
}

const idsOf = (count: number, name = 'job') =>
  Array.from({ length: count }, (_, n) => `${name}-${n}`);

/** The jobs that a walk comes to, and how much each answer of Redis brought. */
async function walk(
  bounds?: StepBounds,
  onJob: (id: string) => Promise<unknown> = () => Promise.resolve(),
) {
  const found: string[] = [];
  const steps: { jobs: number; bytes: number }[] = [];
  const watched = {
    eval: async (...args: Parameters<Redis['eval']>) => {
      const answer = (await redis.eval(...args)) as string[][];
      const jobs = answer.at(-1) ?? [];
      const texts = jobs.filter((_text, n) => n % 2 === 1);
      steps.push({ jobs: texts.length, bytes: texts.reduce((sum, text) => sum + text.length, 0) });
      return answer;
    },
  } as Pick<Redis, 'eval'>;
  const about = { places: restingPlaces, ...(bounds === undefined ? {} : { bounds }) };
  for await (const { id } of walkJobs(watched, queue, about)) {
    found.push(id);
    await onJob(id);
  }
  return { found, steps };
}

describe('a walk over jobs', () => {
  test.each<[string, { count: number; bytes: number; bounds: StepBounds }]>([
    ['many and small', { count: 900, bytes: 10, bounds: { jobs: 50, bytes: 100_000 } }],
    ['few and large', { count: 60, bytes: 30_000, bounds: { jobs: 500, bytes: 100_000 } }],
    ['larger than a step each', { count: 12, bytes: 150_000, bounds: { jobs: 5, bytes: 100_000 } }],
  ])(
    'takes no more at once than it may when they are %s',
    async (_how, { count, bytes, bounds }) => {
      await add(idsOf(count), bytes);
      const { found, steps } = await walk(bounds);
      expect(found.toSorted()).toEqual(idsOf(count).toSorted());
      const largest = bytes + 100;
      // Small sorted sets are one part, whatever is asked for.
      expect(Math.max(...steps.map(({ jobs }) => jobs))).toBeLessThanOrEqual(
        Math.max(bounds.jobs, 128),
      );
      expect(Math.max(...steps.map((step) => step.bytes))).toBeLessThan(bounds.bytes + largest);
    },
  );

  test('has bounds of its own: a megabyte, and the job that goes beyond it', async () => {
    await add(idsOf(60), 100_000);
    const { found, steps } = await walk();
    expect(found).toHaveLength(60);
    expect(Math.max(...steps.map(({ bytes }) => bytes))).toBeLessThan(1024 * 1024 + 100_100);
  });

  test.each([
    ['it comes to', 1],
    ['it comes to every third time', 3],
  ])('misses none when those that %s are taken out', async (_which, every) => {
    await add(idsOf(700));
    let n = 0;
    const { found } = await walk({ jobs: 50, bytes: 1_000_000 }, async (id) => {
      n += 1;
      if (n % every === 0) await queue.remove(id);
    });
    expect(found.toSorted()).toEqual(idsOf(700).toSorted());
  });

  test('misses none when others are added and all that it has seen are taken out', async () => {
    await add(idsOf(300));
    const seen: string[] = [];
    const { found } = await walk({ jobs: 50, bytes: 1_000_000 }, async (id) => {
      seen.push(id);
      // In the list, behind all of the sorted set.
      if (seen.length !== 150 + 80) return;
      await add(idsOf(70, 'late'));
      for (const one of seen) await queue.remove(one);
    });
    expect(found).toEqual(expect.arrayContaining(idsOf(300)));
    expect(new Set(found).size).toBe(found.length);
  });
});
