import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger } from '@ticketpost/ledger';
import { mirrorSealer } from './mirror-sealer.ts';
import {
  at,
  key,
  orderNo,
  received,
  sentDetails,
  startLedger,
  ticketSetId,
} from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

describe('the record of an order', () => {
  test('holds the sent confirmation', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.markSubmitting(claim, { event: 'submitting' });
    await system.ledger.recordSent(claim, sentDetails, {
      event: 'sent',
      attempt: 1,
      sealed: { recipient: sentDetails.recipient },
    });
    const order = await system.ledger.read(orderNo);
    expect(order?.confirmations).toEqual([
      { ticketSetId, state: 'sent', attempts: 1, ...sentDetails },
    ]);
    expect(order?.timeline.at(-1)).toEqual({
      at,
      event: 'sent',
      attempt: 1,
      ticketSetId,
      sealed: { recipient: sentDetails.recipient },
    });
  });

  test('keeps what may be personal sealed', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.recordSent(claim, sentDetails, {
      event: 'sent',
      sealed: { recipient: sentDetails.recipient, answer: '250 traveller@example.com' },
    });
    expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('traveller');
  });

  test('says which entry cannot be opened, and shows the rest of it', async () => {
    await system.ledger.record(orderNo, { event: 'sent', sealed: { answer: 'x' } });
    const other = createLedger({
      redis: system.redis,
      sealer: { ...mirrorSealer, open: () => ({ kind: 'damaged' }) },
    });
    expect((await other.read(orderNo))?.timeline).toMatchObject([
      { event: 'sent', isUnreadable: true },
    ]);
  });

  test.each([
    'no JSON',
    '{"event":"sent","at":"2026',
    'null',
    '"sent"',
    '{}',
    '[]',
    `{"event":"never_heard_of","at":"${at}"}`,
    '{"event":"sent"}',
    '{"event":"sent","at":1}',
    `{"event":"sent","at":"${at}","sealed":{}}`,
    `{"event":"incomplete","at":"${at}","missing":"names"}`,
    `{"event":"incomplete","at":"${at}","missing":[null]}`,
    `{"event":"sent","at":"${at}","attempt":"1"}`,
  ])('shows an entry %j as unreadable, and what stands around it', async (text) => {
    await system.ledger.record(orderNo, { event: 'paused' });
    await system.ledger.record(orderNo, { event: 'deferred' });
    await system.redis.hset(key, 'entry:2', text);
    await system.ledger.record(orderNo, { event: 'duplicate', deliveryId: 'second' });
    expect((await system.ledger.read(orderNo))?.timeline).toEqual([
      { event: 'paused', at },
      { event: 'unreadable', at: '', isUnreadable: true },
      { event: 'duplicate', at, deliveryId: 'second' },
    ]);
  });

  test('is unknown for an order that nobody wrote about', async () => {
    expect(await system.ledger.read('NOBOD20260102030405678')).toBeUndefined();
  });

  test('is forgotten after its retention', async () => {
    await system.ledger.record(orderNo, received);
    const ttlMs = await system.redis.pttl(key);
    const dayMs = 24 * 60 * 60 * 1000;
    expect(ttlMs).toBeGreaterThan(399 * dayMs);
    expect(ttlMs).toBeLessThanOrEqual(400 * dayMs);
  });
});
