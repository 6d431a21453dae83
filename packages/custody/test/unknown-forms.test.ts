import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { listKinds, runReseal, takeCensus } from '@ticketpost/custody';
import { orderKey } from '@ticketpost/ledger';
import { otherKeys, readCustodyState } from '@ticketpost/monitoring';
import { jobKey } from '@ticketpost/queue';
import { newOrderNo } from '@ticketpost/testkit';
import { atOnce, k1, k2, startCustody, withKeys } from './start-custody.ts';

let system: Awaited<ReturnType<typeof startCustody>>;

beforeAll(async () => {
  system = await startCustody();
});
afterEach(async () => {
  await system.redis.flushall();
});
afterAll(async () => {
  await system.stop();
});

/** Seals all anew, and tells what is warned of on the way. */
async function reseal() {
  const warnings: object[] = [];
  const { kind, steps } = await runReseal({
    redis: system.redis,
    payloadKeys: [k2, k1],
    busyShare: 1,
    isDryRun: false,
    onStep: () => undefined,
    logger: { debug: () => undefined, warn: (line: object) => warnings.push(line) },
  });
  const left = Object.fromEntries(
    steps.flatMap((step) => (Object.keys(step.left).length > 0 ? [[step.kind, step.left]] : [])),
  );
  return { kind, left, warnings };
}

const census = async () =>
  (
    await takeCensus({
      kinds: listKinds({ redis: system.redis, keyring: withKeys(k2, k1) }),
      pace: atOnce,
    })
  ).values;

/** Changes what stands in a job, as a version of another form would have written it. */
async function rewriteJob(
  queue: 'events' | 'quarantine',
  id: string,
  change: (data: object) => unknown,
): Promise<void> {
  const key = jobKey(queue, id);
  const data = JSON.parse((await system.redis.hget(key, 'data')) ?? '') as object;
  await system.redis.hset(key, 'data', JSON.stringify(change(data)));
}

describe('what is of no form that this version knows is left as it is, and keeps its key:', () => {
  test.each([
    ['a newer version', (data: object) => ({ ...data, v: 2 })],
    ['somebody else', (data: object) => ({ theirs: data })],
  ])('a job of %s', async (_whose, change) => {
    const { deliveryId } = await system.takeIn(withKeys(k1), newOrderNo());
    await system.takeIn(withKeys(k1), newOrderNo());
    await rewriteJob('events', deliveryId, change);
    const before = await system.redis.hgetall(jobKey('events', deliveryId));
    expect(await reseal()).toEqual({
      kind: 'left',
      left: { event_jobs: { k1: 2 } },
      warnings: [expect.objectContaining({ queue: 'events', jobId: deliveryId })],
    });
    expect(await system.redis.hgetall(jobKey('events', deliveryId))).toEqual(before);
    expect((await census())['event_jobs']).toEqual({ k1: 2, k2: 2 });
    const state = await readCustodyState(system.redis);
    expect(state.census?.values['event_jobs']).toEqual({ k1: 2, k2: 2 });
    expect(state.resealed).toBeUndefined();
  });

  test('a delivery in quarantine', async () => {
    const { deliveryId } = await system.keep(withKeys(k1), '{"a');
    await rewriteJob('quarantine', deliveryId, (data) => ({ ...data, v: 2 }));
    expect(await reseal()).toMatchObject({ kind: 'left', left: { quarantine_jobs: { k1: 2 } } });
  });

  test('an order of which a field cannot be read', async () => {
    const orderNo = newOrderNo();
    await system.hold(withKeys(k1), orderNo);
    await system.send(withKeys(k1), newOrderNo());
    await system.redis.hset(orderKey(orderNo), 'entry:99', '{');
    const before = await system.redis.hgetall(orderKey(orderNo));
    const { kind, left, warnings } = await reseal();
    expect({ kind, left }).toEqual({
      kind: 'left',
      left: { orders: { k1: expect.any(Number), [otherKeys]: 1 } },
    });
    expect(warnings).toContainEqual(expect.objectContaining({ orderNo }));
    expect(await system.redis.hgetall(orderKey(orderNo))).toEqual(before);
    // Whatever is sealed in it is counted.
    expect((await census())['orders']).toEqual({ ...left['orders'], k2: expect.any(Number) });
  });

  test('an order that a newer version folded, of which the rest is sealed anew', async () => {
    const orderNo = newOrderNo();
    await system.send(withKeys(k1), orderNo);
    await system
      .openLedger(withKeys(k1))
      .putBooking(orderNo, { body: { name: 'Mara' } }, { event: 'booked' });
    const key = orderKey(orderNo);
    const folded = (await system.redis.hgetBuffer(key, 'folded')) ?? Buffer.alloc(0);
    const newer = Buffer.concat([Buffer.from('[9'), folded.subarray(folded.indexOf(','))]);
    await system.redis.hset(key, 'folded', newer);
    const { kind, left, warnings } = await reseal();
    expect({ kind, left }).toEqual({ kind: 'left', left: { orders: { [otherKeys]: 1 } } });
    expect(warnings).toContainEqual(expect.objectContaining({ orderNo }));
    expect(await system.redis.hgetBuffer(key, 'folded')).toEqual(newer);
    expect(await system.openLedger(withKeys(k2)).readBooking(orderNo)).toMatchObject({
      body: { name: 'Mara' },
    });
  });

  test('a job in which nothing is sealed keeps nobody up', async () => {
    const { deliveryId } = await system.takeIn(withKeys(k1), newOrderNo());
    await rewriteJob('events', deliveryId, () => ({ hello: 'there' }));
    expect(await reseal()).toEqual({ kind: 'done', left: {}, warnings: [] });
  });
});
