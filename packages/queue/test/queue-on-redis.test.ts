import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createDueJobs,
  createEventWorker,
  createIntake,
  createKeyring,
  eventsQueueName,
  openEnvelope,
  parseEnvelope,
  quarantineQueueName,
  queuePrefix,
  sealEnvelope,
  sealQuarantinedDelivery,
  type Attempt,
  type AttemptResult,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const receivedAt = '2026-01-02T03:04:05.678Z';
const unexpected = (error: Error) => {
  throw error;
};

let server: RunningRedis;
let answers: Redis;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  server = await startTestRedis();
  answers = new Redis(server.url, { enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  await new Promise((resolve) => answers.once('ready', resolve));
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
  answers.disconnect();
  await server.stop();
});

function openIntake(timeoutMs = 2000) {
  const intake = createIntake({ connection: answers, timeoutMs, onError: () => undefined });
  closers.push(() => intake.close());
  return intake;
}

function openQueue(name: string) {
  const queue = new Queue(name, { connection: answers, prefix: queuePrefix });
  closers.push(() => queue.close());
  return queue;
}

function startWorker(options: {
  handle: (attempt: Attempt) => Promise<AttemptResult>;
  retryDelaysMs?: readonly number[];
}) {
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  const worker = createEventWorker({
    connection,
    concurrency: 4,
    retryDelaysMs: [0, 0],
    onError: unexpected,
    onStalled: () => undefined,
    onGivenUp: () => undefined,
    ...options,
  });
  return async () => {
    await worker.close();
    connection.disconnect();
  };
}

const seal = (deliveryId: string, orderNo = 'ABCDE20260102030405678') =>
  sealEnvelope(keyring, { deliveryId, receivedAt, type: 'order.ticketed', orderNo }, { a: 1 });

describe('the way onto the queue', () => {
  test('a delivery may wait for its time, and is not doubled when it is added again', async () => {
    const intake = openIntake();
    const queue = openQueue(eventsQueueName);
    for (let times = 0; times < 2; times++) {
      const stored = await intake.addEvent(seal('in-an-hour'), { delayMs: 3_600_000 });
      expect(stored).toEqual({ kind: 'stored' });
    }
    const delayed = await queue.getDelayed();
    expect(delayed.filter(({ id }) => id === 'in-an-hour')).toHaveLength(1);
    await queue.remove('in-an-hour');
  });

  test('every delivery becomes a job of its own under its own id', async () => {
    const intake = openIntake();
    const outcomes = await Promise.all(
      ['one', 'two', 'three'].map((id) => intake.addEvent(seal(id))),
    );
    expect(outcomes).toEqual(Array(3).fill({ kind: 'stored' }));
    const job = await openQueue(eventsQueueName).getJob('two');
    expect(job?.name).toBe('order.ticketed');
    expect(job?.data).toMatchObject({ deliveryId: 'two', orderNo: 'ABCDE20260102030405678' });
    await answers.flushall();
  });

  test('the same delivery twice is one job', async () => {
    const intake = openIntake();
    await intake.addEvent(seal('same'));
    await intake.addEvent(seal('same'));
    expect(await openQueue(eventsQueueName).getJobCountByTypes('waiting')).toBe(1);
    await answers.flushall();
  });

  test('a delivery that may be there already is one job, in whatever order and on either queue', async () => {
    const intake = openIntake();
    const bad = sealQuarantinedDelivery(
      keyring,
      { deliveryId: 'again', receivedAt, reason: 'malformed_json', problems: [] },
      Buffer.from('{'),
    );
    for (let times = 0; times < 2; times++) {
      const how = { mayBeThere: true };
      expect(await intake.addEvent(seal('again'), how)).toEqual({ kind: 'stored' });
      expect(await intake.addQuarantined(bad, how)).toEqual({ kind: 'stored' });
    }
    for (const name of [eventsQueueName, quarantineQueueName]) {
      expect(await openQueue(name).getJobCountByTypes('waiting')).toBe(1);
    }
    await answers.flushall();
  });

  test('what outside tools look at stands under the frozen keys', async () => {
    const intake = openIntake();
    await intake.addEvent(seal('frozen'));
    expect(await answers.llen('{ticketpost}:events:wait')).toBe(1);
    await intake.addQuarantined(
      sealQuarantinedDelivery(
        keyring,
        { deliveryId: 'bad', receivedAt, reason: 'malformed_json', problems: [] },
        Buffer.from('{'),
      ),
    );
    expect(await answers.llen('{ticketpost}:quarantine:wait')).toBe(1);
    expect((await openQueue(quarantineQueueName).getJob('bad'))?.name).toBe('malformed_json');
    await answers.flushall();
  });

  test('a frozen Redis ends an add at its deadline, and the next one after it is stored', async () => {
    const intake = openIntake(100);
    server.freeze();
    try {
      expect(await intake.addEvent(seal('frozen'))).toMatchObject({
        kind: 'not_stored',
        cause: { code: 'store_deadline_exceeded' },
      });
    } finally {
      server.thaw();
    }
    await answers.ping();
    expect(await openIntake().addEvent(seal('thawed'))).toEqual({ kind: 'stored' });
    await answers.flushall();
  });

  test('a Redis out of memory ends an add as not stored', async () => {
    const intake = openIntake();
    await intake.addEvent(seal('before'));
    await answers.config('SET', 'maxmemory', '1mb');
    try {
      expect(await intake.addEvent(seal('full'))).toMatchObject({ kind: 'not_stored' });
    } finally {
      await answers.config('SET', 'maxmemory', '0');
    }
    expect(await intake.addEvent(seal('after'))).toEqual({ kind: 'stored' });
    await answers.flushall();
  });
});

test('an intake made before Redis is there works once it is', async () => {
  const late = await startTestRedis();
  await late.kill();
  const connection = new Redis(late.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => 20,
  });
  connection.on('error', () => undefined);
  const intake = createIntake({ connection, timeoutMs: 2000, onError: () => undefined });
  expect(await intake.addEvent(seal('early'))).toMatchObject({ kind: 'not_stored' });
  const ready = new Promise((resolve) => connection.once('ready', resolve));
  await late.restart();
  await ready;
  expect(await intake.addEvent(seal('late'))).toEqual({ kind: 'stored' });
  await intake.close();
  connection.disconnect();
  await late.stop();
});

describe('the way off the queue', () => {
  /** Runs one job to its end and tells what every attempt saw. */
  async function runJob(
    deliveryId: string,
    results: readonly AttemptResult[],
  ): Promise<{ attempts: Attempt[]; state: string; failedReason: string | undefined }> {
    const queue = openQueue(eventsQueueName);
    await openIntake().addEvent(seal(deliveryId));
    const attempts: Attempt[] = [];
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const close = startWorker({
      handle: (attempt) => {
        attempts.push(attempt);
        attempt.report('working');
        const result = results[attempts.length - 1];
        if (attempts.length === results.length) end();
        if (result === undefined) throw new Error('one attempt too many');
        return Promise.resolve(result);
      },
    });
    await ended;
    await close();
    const job = await queue.getJob(deliveryId);
    const state = (await job?.getState()) ?? 'gone';
    const failedReason = job?.failedReason;
    await answers.flushall();
    return { attempts, state, failedReason };
  }

  const done = { kind: 'done', result: {} } as const;
  const retry = { kind: 'retry', reason: 'busy: come back' } as const;
  const dead = { kind: 'dead', reason: 'gone: nobody there' } as const;

  test.each<[string, readonly AttemptResult[], string, string | undefined]>([
    ['done ends the job', [done], 'completed', undefined],
    ['retry, then done, ends the job', [retry, done], 'completed', 'busy: come back'],
    [
      'retry until the schedule ends makes a dead letter',
      [retry, retry, retry],
      'failed',
      'busy: come back',
    ],
    ['dead makes a dead letter at once', [dead], 'failed', 'gone: nobody there'],
  ])('%s', async (_row, results, state, failedReason) => {
    const run = await runJob('job', results);
    expect(run.attempts.map(({ attempt }) => attempt)).toEqual(results.map((_, n) => n + 1));
    expect(run.state).toBe(state);
    if (state === 'failed') expect(run.failedReason).toBe(failedReason);
  });

  test('an attempt knows whether it is the last', async () => {
    const { attempts } = await runJob('job', [retry, retry, retry]);
    expect(attempts.map(({ isLast }) => isLast)).toEqual([false, false, true]);
  });

  test('a job that waits comes again and has used up no attempt', async () => {
    const wait = { kind: 'wait', delayMs: 10 } as const;
    const { attempts, state } = await runJob('job', [wait, wait, wait, done]);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1]);
    expect(state).toBe('completed');
  });

  test('an attempt gets the envelope, which opens', async () => {
    const { attempts } = await runJob('job', [done]);
    const envelope = parseEnvelope(attempts[0]?.data);
    expect(envelope).toBeDefined();
    if (envelope !== undefined) {
      expect(openEnvelope(keyring, envelope)).toEqual({ kind: 'opened', payload: { a: 1 } });
    }
  });
});

describe('a worker', () => {
  /** A worker, the ids of the jobs it has taken, and the way to wait for one. */
  function openWorker(handle: () => Promise<AttemptResult> = () => Promise.resolve(done)) {
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const waiting = new Map<string, () => void>();
    const taken: string[] = [];
    const worker = createEventWorker({
      connection,
      concurrency: 4,
      retryDelaysMs: [],
      onError: unexpected,
      onStalled: () => undefined,
      onGivenUp: () => undefined,
      handle: async ({ jobId }) => {
        taken.push(jobId);
        waiting.get(jobId)?.();
        return await handle();
      },
    });
    const close = async () => {
      await worker.close();
      connection.disconnect();
      await answers.flushall();
    };
    const takes = (jobId: string) =>
      new Promise<void>((resolve) => {
        waiting.set(jobId, resolve);
        if (taken.includes(jobId)) resolve();
      });
    return { worker, taken, takes, close };
  }
  const done = { kind: 'done', result: {} } as const;

  test('that is paused takes nothing until it is resumed', async () => {
    const { worker, taken, takes, close } = openWorker();
    await worker.whenReady();
    await openIntake().addEvent(seal('first'));
    await takes('first');
    await worker.pause();
    expect(worker.isRunning()).toBe(false);
    await openIntake().addEvent(seal('one'));
    await openIntake().addEvent(seal('two'));
    // A fetch that was under way may bring one more.
    expect(taken.length).toBeLessThanOrEqual(2);
    await worker.resume();
    await Promise.all([takes('one'), takes('two')]);
    await close();
  });

  test('that is slowed has one job under way at a time', async () => {
    const ends: (() => void)[] = [];
    const { worker, takes, close } = openWorker(
      () =>
        new Promise((resolve) => {
          ends.push(() => {
            resolve(done);
          });
        }),
    );
    worker.setConcurrency(1);
    await worker.whenReady();
    const intake = openIntake();
    for (const id of ['a', 'b', 'c']) await intake.addEvent(seal(id));
    for (const [n, id] of ['a', 'b', 'c'].entries()) {
      await takes(id);
      expect(worker.activity().activeJobs).toBe(1);
      expect(ends).toHaveLength(n + 1);
      ends[n]?.();
    }
    await close();
  });

  test('that is renewed takes jobs over a fresh connection', async () => {
    const { worker, takes, close } = openWorker();
    await worker.whenReady();
    const connections = async () =>
      String(await answers.call('CLIENT', 'LIST')).match(/^id=\d+/gm) ?? [];
    const before = new Set(await connections());
    worker.renew();
    await worker.whenReady();
    expect((await connections()).filter((id) => !before.has(id))).not.toEqual([]);
    await openIntake().addEvent(seal('fresh'));
    await takes('fresh');
    await close();
  });
});

describe('due jobs', () => {
  const open = (maxJobsPerSecond?: number) => {
    const dueJobs = createDueJobs({ connection: answers, maxJobsPerSecond, onError: unexpected });
    closers.push(() => dueJobs.close());
    return dueJobs;
  };

  test('are those that wait and those that were to be tried again by now', async () => {
    const queue = openQueue(eventsQueueName);
    await openIntake().addEvent(seal('waits'));
    await queue.add('order.ticketed', {}, { jobId: 'later', delay: 60_000 });
    expect(await open().count()).toBe(1);
    await queue.add('order.ticketed', {}, { jobId: 'overdue', delay: 1000 });
    const tenMinutesAgo = (Date.now() - 600_000) * 0x1000;
    await answers.zadd('{ticketpost}:events:delayed', tenMinutesAgo, 'overdue');
    expect(await open().count()).toBe(2);
    await answers.flushall();
  });

  test('are none while the rate limit holds the workers', async () => {
    await openIntake().addEvent(seal('waits'));
    await answers.set('{ticketpost}:events:limiter', 5, 'PX', 60_000);
    expect(await open(5).count()).toBe(0);
    expect(await open(6).count()).toBe(1);
    await answers.flushall();
  });
});

test('a job over which too many workers died is given up, and somebody is told', async () => {
  const given = await new Promise<{ jobId: string; reason: string }>((resolve, reject) => {
    const queue = openQueue(eventsQueueName);
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const prepare = async () => {
      await openIntake().addEvent(seal('poison'));
      // What the stalled check writes on a job when it has counted enough.
      await answers.hset(queue.toKey('poison'), 'defa', 'job stalled more than allowable limit');
      const worker = createEventWorker({
        connection,
        concurrency: 1,
        retryDelaysMs: [],
        handle: () => Promise.reject(new Error('must not be asked')),
        onError: unexpected,
        onStalled: () => undefined,
        onGivenUp: ({ jobId }, reason) => {
          resolve({ jobId, reason });
        },
      });
      closers.push(async () => {
        await worker.close();
        connection.disconnect();
      });
    };
    prepare().catch(reject);
  });
  expect(given).toEqual({ jobId: 'poison', reason: 'job stalled more than allowable limit' });
  await answers.flushall();
});
