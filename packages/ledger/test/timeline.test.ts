import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TimelineEntry } from '@ticketpost/ledger';
import { at, key, orderNo, received, startLedger, ticketSetId } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const timeline = async () => (await system.ledger.read(orderNo))?.timeline;

describe('a timeline', () => {
  test('shows entries in the order in which they were written, the newest 200', async () => {
    for (let n = 1; n <= 205; n++) {
      await system.ledger.record(orderNo, { event: 'incomplete', deliveryId: `d${n}` });
    }
    const entries = await timeline();
    expect(entries).toHaveLength(200);
    expect(entries?.[0]?.deliveryId).toBe('d6');
    expect(entries?.at(-1)?.deliveryId).toBe('d205');
  });

  test('shows what is in clear as it was written', async () => {
    const entry = {
      event: 'confirmed',
      origin: 'reconciled',
      steps: ['booking:none', 'fallback:used'],
      difference: ['passengers'],
      missing: [],
      refersTo: 'OTHER20260102030405678',
    } as const;
    await system.ledger.record(orderNo, entry);
    expect(await timeline()).toEqual([{ at, ...entry }]);
  });

  test('is not pushed out by a storm of repeats, which are one entry with a count', async () => {
    await system.sendFor('first');
    for (let n = 1; n <= 250; n++) await system.claimFor(`repeat-${n}`);
    expect(await system.events()).toEqual(['received', 'sent', 'duplicate']);
    expect((await timeline())?.at(-1)).toMatchObject({ deliveryId: 'repeat-250', count: 250 });
  });

  test('is not pushed out by a long wait for the supplier, whose refusals are one entry', async () => {
    for (let n = 1; n <= 250; n++) {
      await system.ledger.giveUp(
        await system.takeFor('first'),
        { state: 'unconfirmed', waitMs: 60_000 },
        { event: 'not_confirmed', reason: 'not_yet', missing: n === 250 ? [] : ['ticket_numbers'] },
      );
    }
    expect(await system.events()).toEqual(['received', 'not_confirmed']);
    expect((await timeline())?.at(-1)).toEqual({
      at,
      event: 'not_confirmed',
      reason: 'not_yet',
      missing: [],
      ticketSetId,
      count: 250,
    });
  });

  const refusal = { event: 'not_confirmed', reason: 'not_yet', ticketSetId } as const;
  test.each<[string, TimelineEntry[]]>([
    ['another reason', [{ ...refusal, reason: 'not_found' }]],
    ['no reason', [{ event: 'not_confirmed', ticketSetId }]],
    ['another ticket set', [{ ...refusal, ticketSetId: 'other' }]],
    ['something between', [{ event: 'paused' }, refusal]],
  ])('shows refusals of the supplier apart that differ by %s', async (_row, next) => {
    for (const entry of [refusal, ...next]) await system.ledger.record(orderNo, entry);
    expect(await timeline()).toEqual([refusal, ...next].map((entry) => ({ at, ...entry })));
  });

  test('has a delivery received once, however often its job is begun', async () => {
    await system.ledger.record(orderNo, received);
    await system.ledger.record(orderNo, received);
    await system.ledger.record(orderNo, { ...received, deliveryId: 'second' });
    expect(await system.events()).toEqual(['received', 'received']);
  });

  test('leaves no trace of entries that were pushed out', async () => {
    for (let n = 1; n <= 205; n++) {
      await system.ledger.record(orderNo, { ...received, deliveryId: `d${n}` });
    }
    const fields = Object.keys(await system.redis.hgetall(key));
    expect(fields.filter((field) => field.startsWith('received:'))).toHaveLength(200);
    expect(fields.filter((field) => field.startsWith('entry:'))).toHaveLength(200);
  });
});
