import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { listKinds, takeCensus } from '@ticketpost/custody';
import {
  eventsQueueName,
  jobKey,
  openEnvelope,
  openReceipt,
  parseEnvelope,
  queuePrefix,
  type AttemptResult,
} from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { interruptOnce } from './interrupt-once.ts';
import { atOnce, k1, k2, startCustody, withKeys } from './start-custody.ts';
import { takeJob, type TakenJob } from './take-job.ts';

let system: Awaited<ReturnType<typeof startCustody>>;
let queue: Queue;

beforeAll(async () => {
  system = await startCustody();
  queue = new Queue(eventsQueueName, { connection: system.redis, prefix: queuePrefix });
});
afterEach(async () => {
  for (const job of taken.splice(0)) await job.end(ends.gone);
  await system.redis.flushall();
});
afterAll(async () => {
  await queue.close();
  await system.stop();
});

/** Ends that an attempt can come to. */
const ends = {
  done: { kind: 'done', result: {} },
  gone: { kind: 'done', result: {}, leavesNothing: true },
  again: { kind: 'retry', reason: 'mailbox_busy: 450' },
  later: { kind: 'wait', delayMs: 60_000 },
  dead: { kind: 'dead', reason: 'mailbox_refused: 550' },
} satisfies Record<string, AttemptResult>;

const takeIn = () => system.takeIn(withKeys(k1), newOrderNo());
const taken: TakenJob[] = [];
const takeOne = async () => {
  const job = await takeJob(system.url);
  taken.push(job);
  return job;
};
const endAs = (end: keyof typeof ends) => async () => {
  await takeIn()
    .then(takeOne)
    .then((job) => job.end(ends[end]));
};
const reseal = () => system.reseal(withKeys(k2, k1));
const census = async () => {
  const kinds = listKinds({ redis: system.redis, keyring: withKeys(k2) });
  return (await takeCensus({ kinds, pace: atOnce })).values;
};
const onlyJob = async () => {
  const ids = (await system.redis.keys(jobKey('events', '*-*-*-*-*'))).filter(
    (key) => !key.endsWith(':lock') && !key.endsWith(':logs'),
  );
  expect(ids).toHaveLength(1);
  return ids[0]?.slice(jobKey('events', '').length) ?? '';
};

/** What a worker that has the new key alone finds in a job. */
async function readWithNewKey(id: string): Promise<unknown> {
  const keyring = withKeys(k2);
  const data: unknown = JSON.parse((await system.redis.hget(jobKey('events', id), 'data')) ?? '');
  const envelope = parseEnvelope(data);
  if (envelope === undefined) throw new Error('no envelope');
  const receipt = openReceipt(keyring, id, envelope.receipt ?? '');
  return {
    payload: openEnvelope(keyring, envelope),
    receipt: receipt.kind === 'opened' && receipt.plaintext.toString(),
  };
}

async function expectReadable(id: string): Promise<void> {
  const orderNo = expect.stringMatching(/^[A-Z0-9]+$/);
  expect(await readWithNewKey(id)).toEqual({
    payload: { kind: 'opened', payload: expect.objectContaining({ orderNo }) },
    receipt: expect.stringContaining('receipt of '),
  });
  expect((await census())['event_jobs']).toEqual({ k2: 2 });
}

describe('a job', () => {
  test.each([
    ['waiting', 'waiting', takeIn],
    ['waiting, the queue paused', 'waiting', () => queue.pause().then(takeIn)],
    [
      'waiting before others',
      'prioritized',
      async () => {
        const { deliveryId } = await takeIn();
        await (await queue.getJob(deliveryId))?.changePriority({ priority: 1 });
      },
    ],
    ['waiting for its next attempt', 'delayed', endAs('again')],
    ['put back for a while', 'delayed', endAs('later')],
    [
      'taken by a worker',
      'active',
      async () => {
        await takeIn();
        await takeOne();
      },
    ],
    ['a dead letter', 'failed', endAs('dead')],
    ['done, and kept for a day', 'completed', endAs('done')],
  ])('that is %s is sealed anew where it stands', async (_what, state, bring) => {
    await bring();
    const id = await onlyJob();
    const rest = async () => ({
      ...(await system.redis.hgetall(jobKey('events', id))),
      data: '',
      state: await queue.getJobState(id),
    });
    const before = await rest();
    expect(before.state).toBe(state);
    expect((await census())['event_jobs']).toEqual({ k1: 2 });

    const step = (await reseal()).find(({ kind }) => kind === 'event_jobs');
    expect(step).toMatchObject({ resealed: { k1: 2 }, left: {}, changed: 0 });
    expect(await rest()).toEqual(before);
    await expectReadable(id);
  });

  test.each([
    ['done', 'completed'],
    ['again', 'delayed'],
    ['later', 'delayed'],
    ['dead', 'failed'],
  ] as const)(
    'whose attempt ends as %s in the middle has the new seal, and is %s',
    async (end, state) => {
      const { deliveryId } = await takeIn();
      const job = await takeOne();
      const redis = interruptOnce(system.redis, () => job.end(ends[end]));
      const steps = await system.reseal(withKeys(k2, k1), { redis });
      expect(steps.every(({ changed }) => changed === 0)).toBe(true);
      expect(await queue.getJobState(deliveryId)).toBe(state);
      await expectReadable(deliveryId);
    },
  );

  test('that is gone in the middle does not come back', async () => {
    const { deliveryId } = await takeIn();
    const job = await takeOne();
    const redis = interruptOnce(system.redis, () => job.end(ends.gone));
    const steps = await system.reseal(withKeys(k2, k1), { redis });
    const step = steps.find(({ kind }) => kind === 'event_jobs');
    expect(step).toMatchObject({ resealed: {}, left: {}, current: 0, changed: 0 });
    expect(await system.redis.exists(jobKey('events', deliveryId))).toBe(0);
    expect((await census())['event_jobs']).toEqual({});
  });
});

describe('what somebody took to write it elsewhere, and writes when all is sealed anew,', () => {
  test('has the new seal on the timeline of its order', async () => {
    const orderNo = newOrderNo();
    const taken = await system.takeIn(withKeys(k1), orderNo);
    await reseal();
    // By a worker that read the job before.
    expect(taken.receipt).toMatch(/^k1\./);
    await system.claim(withKeys(k2, k1), orderNo, taken);
    expect((await census())['orders']).toEqual({ k2: expect.any(Number) });
    const record = await system.openLedger(withKeys(k2)).read(orderNo);
    const [entry] = record?.timeline ?? [];
    expect(openReceipt(withKeys(k2), taken.deliveryId, entry?.receipt ?? '')).toMatchObject({
      kind: 'opened',
    });
  });

  test('has it as an event that is released from quarantine', async () => {
    const orderNo = newOrderNo();
    const body = JSON.stringify(buildDelivery({ orderNo }));
    const { deliveryId } = await system.keep(withKeys(k1), body);
    const operations = system.openOperations(withKeys(k2, k1));
    const decision = { deliveryId, by: 'olga', via: 'cli', why: 'asked' } as const;
    expect(await operations.releaseQuarantined(decision)).toMatchObject({ kind: 'released' });
    await operations.close();
    expect(await readWithNewKey(deliveryId)).toEqual({
      payload: { kind: 'opened', payload: expect.objectContaining({ orderNo }) },
      receipt: 'its receipt',
    });
  });
});
