import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import {
  createDeadLetters,
  createEventWorker,
  createIntake,
  createKeyring,
  eventsQueueName,
  queuePrefix,
  sealEnvelope,
  type DeadLetters,
  type Intake,
} from '@ticketpost/queue';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { failJobs } from './fail-jobs.ts';

const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
const receivedAt = '2026-01-02T03:04:05.678Z';
const orderNo = 'ABCDE20260102030405678';
const refused = 'mailbox_refused: nobody there (550)';
const busy = 'mail_server_busy: come back later';

let server: RunningRedis;
let redis: Redis;
let intake: Intake;
let queue: Queue;
let deadLetters: DeadLetters;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
  const onError = () => undefined;
  intake = createIntake({ connection: redis, timeoutMs: 5000, onError });
  queue = new Queue(eventsQueueName, { connection: redis, prefix: queuePrefix });
  deadLetters = createDeadLetters({ connection: redis, onError });
});
afterAll(async () => {
  await Promise.all([intake.close(), queue.close(), deadLetters.close()]);
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
});

async function addJobs(...deliveryIds: string[]): Promise<void> {
  for (const deliveryId of deliveryIds) {
    const fields = { deliveryId, receivedAt, type: 'order.ticketed', orderNo };
    await intake.addEvent(sealEnvelope(keyring, fields, {}));
  }
}

async function makeDeadLetters(reasons: Readonly<Record<string, string>>): Promise<void> {
  await addJobs(...Object.keys(reasons));
  await failJobs(server.url, reasons);
}

const stateOf = async (id: string) => (await queue.getJob(id))?.getState();
const idsOf = ({ items }: Awaited<ReturnType<DeadLetters['list']>>) =>
  items.map(({ deliveryId }) => deliveryId);

describe('the list', () => {
  test('shows what is known of each, oldest first', async () => {
    await makeDeadLetters({ one: refused, two: busy });
    const { items, hasMore } = await deadLetters.list({});
    expect({ ids: items.map(({ deliveryId }) => deliveryId), hasMore }).toEqual({
      ids: ['one', 'two'],
      hasMore: false,
    });
    expect(items[0]).toMatchObject({
      type: 'order.ticketed',
      orderNo,
      receivedAt,
      failedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      attempts: 1,
      reasonCode: 'mailbox_refused',
      reason: refused,
    });
  });

  test('can be of one reason, and in pages', async () => {
    await makeDeadLetters({ one: busy, two: refused, three: busy, four: busy });
    const first = await deadLetters.list({ reasonCode: 'mail_server_busy', limit: 2 });
    const second = await deadLetters.list({ reasonCode: 'mail_server_busy', skip: 2, limit: 2 });
    expect([idsOf(first), idsOf(second)]).toEqual([['one', 'three'], ['four']]);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect(await deadLetters.ids({ reasonCode: 'mail_server_busy' })).toEqual([
      'one',
      'three',
      'four',
    ]);
  });

  test('is read whole however long it is', async () => {
    const ids = Array.from({ length: 250 }, (_, n) => `d${String(n).padStart(3, '0')}`);
    await makeDeadLetters(Object.fromEntries(ids.map((id) => [id, busy])));
    expect(idsOf(await deadLetters.list({})).sort()).toEqual(ids);
    expect((await deadLetters.ids({})).sort()).toEqual(ids);
    expect(await deadLetters.countByReason()).toEqual({ mail_server_busy: 250 });
  });

  test('counts by reason, also of words without a code', async () => {
    await makeDeadLetters({ one: busy, two: refused, three: busy, four: 'Some words alone.' });
    expect(await deadLetters.countByReason()).toEqual({
      mail_server_busy: 2,
      mailbox_refused: 1,
      unknown: 1,
    });
  });

  test('shows a job that is none, and goes on', async () => {
    await makeDeadLetters({ one: busy, two: busy });
    await redis.hset(queue.toKey('one'), 'data', '{');
    const { items } = await deadLetters.list({});
    expect(items.map(({ reasonCode }) => reasonCode)).toEqual(['broken_job', 'mail_server_busy']);
  });

  test('is empty where nothing died', async () => {
    await addJobs('waiting');
    expect(await deadLetters.list({})).toEqual({ items: [], hasMore: false });
  });
});

describe('a dead letter', () => {
  test.each<[string, () => Promise<void>, 'not_found' | 'not_a_dead_letter']>([
    ['that nobody knows', () => Promise.resolve(), 'not_found'],
    ['whose job waits', () => addJobs('one'), 'not_a_dead_letter'],
  ])('%s is none, whatever is asked', async (_row, prepare, answer) => {
    await prepare();
    expect(await deadLetters.get('one')).toBe(answer);
    expect(await deadLetters.redrive('one')).toBe(answer);
    expect(await deadLetters.discard('one')).toBe(answer);
    expect(await stateOf('one')).toBe(answer === 'not_found' ? undefined : 'waiting');
  });

  test('whose reason is not written has one that says so, in the list and alone', async () => {
    await makeDeadLetters({ one: busy });
    await redis.hdel(queue.toKey('one'), 'failedReason');
    const answer = { reasonCode: 'unknown', reason: 'unknown: no reason was written' };
    expect(await deadLetters.get('one')).toMatchObject(answer);
    expect((await deadLetters.list({})).items).toMatchObject([answer]);
  });

  test('that is redriven waits again, with the whole schedule before it', async () => {
    await makeDeadLetters({ one: busy });
    expect(await deadLetters.redrive('one')).toBe('done');
    expect(await stateOf('one')).toBe('waiting');
    const job = await queue.getJob('one');
    expect({ made: job?.attemptsMade, started: job?.attemptsStarted }).toEqual({
      made: 0,
      started: 0,
    });
    expect(await deadLetters.redrive('one')).toBe('not_a_dead_letter');
  });

  test('that BullMQ gave up, since its workers died, is taken again when it is redriven', async () => {
    await makeDeadLetters({ one: 'job stalled more than allowable limit' });
    await redis.hset(
      queue.toKey('one'),
      'defa',
      'job stalled more than allowable limit',
      'stc',
      51,
    );
    expect(await deadLetters.get('one')).toMatchObject({ reasonCode: 'stalled' });
    await deadLetters.redrive('one');

    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const taken = await new Promise<string>((resolve) => {
      const worker = createEventWorker({
        connection,
        concurrency: 1,
        retryDelaysMs: [],
        onError: () => undefined,
        onStalled: () => undefined,
        onGivenUp: () => {
          void worker.close().then(() => {
            resolve('given up again');
          });
        },
        handle: ({ jobId, attempt }) => {
          void worker.close().then(() => {
            resolve(`${jobId}, attempt ${attempt}`);
          });
          return Promise.resolve({ kind: 'done', result: {} });
        },
      });
    });
    connection.disconnect();
    expect(taken).toBe('one, attempt 1');
  });

  test('that is discarded leaves nothing behind', async () => {
    await makeDeadLetters({ one: busy, two: busy });
    await redis.rpush(`${queue.toKey('one')}:logs`, 'a line');
    expect(await deadLetters.discard('one')).toBe('done');
    expect(await redis.keys(`${queue.toKey('one')}*`)).toEqual([]);
    expect(idsOf(await deadLetters.list({}))).toEqual(['two']);
  });

  test('is redriven or discarded once, however many try at once', async () => {
    for (let round = 1; round <= 20; round++) {
      await makeDeadLetters({ one: busy });
      const answers = await Promise.all([
        deadLetters.redrive('one'),
        deadLetters.discard('one'),
        deadLetters.redrive('one'),
        deadLetters.discard('one'),
      ]);
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
      const isRedriven = answers[0] === 'done' || answers[2] === 'done';
      expect(await stateOf('one')).toBe(isRedriven ? 'waiting' : undefined);
      await redis.flushall();
    }
  });
});
