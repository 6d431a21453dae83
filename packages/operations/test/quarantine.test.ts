import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openEnvelope, parseEnvelope } from '@ticketpost/queue';
import { buildDelivery, documentMarkers, newOrderNo } from '@ticketpost/testkit';
import { keyring, now, receivedAt, startOperations } from './start-operations.ts';

let system: Awaited<ReturnType<typeof startOperations>>;
let orderNo: string;
/** Kept for its client id alone. */
let foreign: string;

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.empty();
  orderNo = newOrderNo();
  foreign = JSON.stringify(buildDelivery({ orderNo }));
});

const person = { deliveryId: 'one', by: 'olga', why: 'that is our second account' };
const release = (isDryRun = false) => system.operations.releaseQuarantined({ ...person, isDryRun });
const discard = (isDryRun = false) => system.operations.discardQuarantined({ ...person, isDryRun });
const kept = async () =>
  (await system.operations.listQuarantine({})).items.map(({ deliveryId }) => deliveryId);

describe('a release', () => {
  test('lets the event in under its own id and time, without document fields', async () => {
    await system.keep('one', foreign);
    expect(await release()).toEqual({ kind: 'released', type: 'order.ticketed', orderNo });
    expect(await kept()).toEqual([]);
    const job = await system.events.getJob('one');
    expect(job?.name).toBe('order.ticketed');
    expect(job?.data).toMatchObject({ deliveryId: 'one', receivedAt, orderNo });
    const envelope = parseEnvelope(job?.data);
    const opening = envelope && openEnvelope(keyring, envelope);
    expect(opening).toMatchObject({ kind: 'opened', payload: { orderNo } });
    for (const marker of documentMarkers) expect(JSON.stringify(opening)).not.toContain(marker);
    expect(await system.timelineOf(orderNo)).toEqual([
      {
        at: new Date(now).toISOString(),
        event: 'redriven',
        deliveryId: 'one',
        reason: 'invalid_event',
        by: 'olga',
        sealed: { why: person.why },
      },
    ]);
  });

  test('that was broken off between the queue and the quarantine is harmless to repeat', async () => {
    await system.keep('one', foreign);
    await release();
    await system.keep('one', foreign);
    expect(await release()).toMatchObject({ kind: 'released' });
    expect(await kept()).toEqual([]);
    expect(await system.events.count()).toBe(1);
  });

  test.each([
    ['malformed_json', '{"type": "order.ticketed"', []],
    ['invalid_event', '{"type": "order.ticketed"}', [expect.objectContaining({})]],
    ['invalid_event', '[]', [{ pointer: '', message: 'must be object' }]],
  ])('of what is still %s keeps it, with the problems', async (kind, body, problems) => {
    await system.keep('one', body);
    expect(await release()).toEqual({ kind, problems });
    expect(await kept()).toEqual(['one']);
    expect(await system.events.count()).toBe(0);
  });

  test('without the key says which one is missing, and changes nothing', async () => {
    await system.keep('one', foreign);
    expect(await system.withoutKey.releaseQuarantined(person)).toEqual({
      kind: 'unknown_key',
      keyId: 'k1',
    });
    expect(await kept()).toEqual(['one']);
    expect(await system.events.count()).toBe(0);
  });

  test('says what it would do in a dry run, and does nothing', async () => {
    await system.keep('one', foreign);
    expect(await release(true)).toEqual({ kind: 'possible', type: 'order.ticketed', orderNo });
    expect(await kept()).toEqual(['one']);
    expect(await system.events.count()).toBe(0);
    expect(await system.timelineOf(orderNo)).toEqual([]);
  });

  test('of what is not there says so', async () => {
    expect(await release()).toEqual({ kind: 'not_found' });
  });

  test('or a discard is done, never both', async () => {
    for (let round = 1; round <= 20; round++) {
      await system.keep('one', foreign);
      const outcomes = await Promise.all([release(), discard(), release(), discard()]);
      const done = outcomes.filter(({ kind }) => kind === 'released' || kind === 'discarded');
      expect(done).toHaveLength(1);
      expect(await system.events.count()).toBe(done[0]?.kind === 'released' ? 1 : 0);
      await system.empty();
    }
  });
});

describe('a discard', () => {
  test('removes the delivery, and stands on the timeline of an order that can be read', async () => {
    await system.keep('one', foreign);
    expect(await discard(true)).toEqual({ kind: 'possible', orderNo });
    expect(await kept()).toEqual(['one']);
    expect(await discard()).toEqual({ kind: 'discarded', orderNo });
    expect(await kept()).toEqual([]);
    expect(await system.events.count()).toBe(0);
    expect(await system.timelineOf(orderNo)).toMatchObject([
      { event: 'discarded', by: 'olga', sealed: { why: person.why } },
    ]);
    expect(await discard()).toEqual({ kind: 'not_found' });
  });

  test('works on what cannot be read', async () => {
    await system.keep('one', '{', 'malformed_json');
    expect(await discard()).toEqual({ kind: 'discarded' });
  });

  test('needs no key', async () => {
    await system.keep('one', foreign);
    expect(await system.withoutKey.discardQuarantined(person)).toEqual({ kind: 'discarded' });
  });
});

describe('a look', () => {
  test('opens the body as it came, and says what this version makes of it', async () => {
    await system.keep('one', foreign);
    await system.keep('two', '{', 'malformed_json');
    expect(await system.operations.showQuarantined('one')).toMatchObject({
      kind: 'found',
      delivery: { deliveryId: 'one', receivedAt, reason: 'invalid_event', problems: [] },
      content: { kind: 'event', body: Buffer.from(foreign), event: { orderNo } },
    });
    expect(await system.operations.showQuarantined('two')).toMatchObject({
      content: { kind: 'malformed_json', body: Buffer.from('{') },
    });
  });

  test('without the key shows all but the body', async () => {
    await system.keep('one', foreign);
    expect(await system.withoutKey.showQuarantined('one')).toMatchObject({
      kind: 'found',
      delivery: { deliveryId: 'one' },
      content: { kind: 'unknown_key', keyId: 'k1' },
    });
  });

  test('at what is not there, or is no delivery, says so', async () => {
    expect(await system.operations.showQuarantined('one')).toEqual({ kind: 'not_found' });
    await system.keep('one', foreign);
    await system.redis.hset('{ticketpost}:quarantine:one', 'data', '{"v":2}');
    expect(await system.operations.showQuarantined('one')).toEqual({ kind: 'unreadable' });
    expect(await release()).toEqual({ kind: 'unreadable' });
    expect(await discard()).toEqual({ kind: 'discarded' });
  });
});
