import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger, formatResendId } from '@ticketpost/ledger';
import { dictionaries } from '../src/deflate/dictionaries.ts';
import { mirrorSealer } from './mirror-sealer.ts';
import {
  at,
  key,
  orderNo,
  otherTicketSetId,
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

const fields = async () => Object.keys(await system.redis.hgetall(key)).sort();
const order = (note: string) => ({ orderNo, passengers: [{ name: 'ONE/TÉST' }], note });
const keyless = { ...mirrorSealer, open: () => ({ kind: 'unknown_key', keyId: 'k1' }) as const };

/** One that tells everything that an entry can. */
async function sendInFull(deliveryId = 'first') {
  const claim = await system.takeFor(deliveryId);
  await system.ledger.record(orderNo, { event: 'confirmed', difference: ['passengers'] });
  await system.ledger.markSubmitting(claim, {
    event: 'submitting',
    steps: [],
    sealed: { recipient: sentDetails.recipient },
  });
  await system.ledger.recordSent(
    claim,
    { ...sentDetails, mailed: order('a') },
    { event: 'sent', attempt: 1, sealed: { answer: '250 ✓' } },
  );
}

describe('an order whose confirmation was sent', () => {
  test('stands in one field, and is read as before', async () => {
    await sendInFull();
    expect(await fields()).toEqual(['folded']);
    expect(await system.ledger.read(orderNo)).toEqual({
      orderNo,
      confirmations: [
        { ticketSetId, state: 'sent', attempts: 1, ...sentDetails, mailed: order('a') },
      ],
      timeline: [
        { at, ...received, ticketSetId },
        { at, event: 'confirmed', difference: ['passengers'] },
        {
          at,
          event: 'submitting',
          ticketSetId,
          steps: [],
          sealed: { recipient: sentDetails.recipient },
        },
        { at, event: 'sent', ticketSetId, attempt: 1, sealed: { answer: '250 ✓' } },
      ],
    });
  });

  test('keeps its end of life', async () => {
    await sendInFull();
    expect(await system.redis.pttl(key)).toBeGreaterThan(399 * 24 * 60 * 60 * 1000);
  });

  test('shows all that is in clear without its key', async () => {
    await sendInFull();
    const other = createLedger({ redis: system.redis, sealer: keyless });
    const record = await other.read(orderNo);
    expect(record?.confirmations).toEqual([
      { ticketSetId, state: 'sent', attempts: 1, isSentUnreadable: true },
    ]);
    expect(record?.timeline).toEqual([
      { at, ...received, ticketSetId },
      { at, event: 'confirmed', difference: ['passengers'] },
      { at, event: 'submitting', ticketSetId, steps: [], isUnreadable: true },
      { at, event: 'sent', ticketSetId, attempt: 1, isUnreadable: true },
    ]);
  });

  test('has nothing personal in what is only deflated', async () => {
    await sendInFull();
    const value = await system.redis.hgetBuffer(key, 'folded');
    const [line = '', ...rest] = (value ?? Buffer.alloc(0)).toString('latin1').split('\n');
    const text = inflateRawSync(Buffer.from(rest.join('\n'), 'latin1'), {
      dictionary: Buffer.from(`${dictionaries.get(1)?.entries}${line}`),
    }).toString();
    expect(text).toContain('"event":"submitting"');
    expect(line + text).not.toMatch(/traveller|TÉST|250/);
  });

  test.each([
    ['another order', 'OTHER20260102030405678', (value: string) => value],
    ['another head', orderNo, (value: string) => value.replace('[1,4,1,', '[1,4,2,')],
  ])('does not open when it was moved to %s', async (_row, movedTo, change) => {
    await sendInFull();
    const value = (await system.redis.hgetBuffer(key, 'folded'))?.toString('latin1') ?? '';
    const moved = Buffer.from(change(value), 'latin1');
    await system.redis.hset(`ticketpost:order:${movedTo}`, 'folded', moved);
    expect((await system.ledger.read(movedTo))?.confirmations).toEqual([
      { ticketSetId, state: 'sent', attempts: 1, isSentUnreadable: true },
    ]);
  });

  test('is sent and received once, as ever', async () => {
    await sendInFull();
    expect(await system.claimFor('first')).toEqual({ kind: 'duplicate', because: 'sent' });
    await system.ledger.record(orderNo, { ...received, deliveryId: 'first' });
    expect(await system.events()).toEqual([
      ...['received', 'confirmed', 'submitting', 'sent', 'duplicate'],
    ]);
  });

  test('goes on where it was: a timeline of the newest 200, numbered on', async () => {
    await sendInFull();
    for (let n = 1; n <= 198; n++) {
      await system.ledger.record(orderNo, { event: 'incomplete', deliveryId: `d${n}` });
    }
    const events = (await system.events()) ?? [];
    expect(events).toHaveLength(200);
    expect(events.slice(0, 3)).toEqual(['submitting', 'sent', 'incomplete']);
    await system.ledger.record(orderNo, { event: 'incomplete', deliveryId: 'd199' });
    expect((await system.events())?.slice(0, 2)).toEqual(['sent', 'incomplete']);
    expect(await system.redis.hget(key, 'entries')).toBe('203');
  });

  test('is folded again with the next one, in the order in which they came up and were sent', async () => {
    await system.takeFor('first', otherTicketSetId);
    await system.sendFor('second', order('a'));
    const resend = formatResendId(ticketSetId, 'r');
    await system.sendFor('third', order('b'), resend);
    expect(await fields()).toEqual([`confirmation:${otherTicketSetId}`, 'folded'].sort());
    const record = await system.ledger.read(orderNo);
    expect(record?.confirmations).toMatchObject([
      { ticketSetId: otherTicketSetId, state: 'claimed' },
      { ticketSetId, state: 'sent', mailed: order('a') },
      { ticketSetId: resend, resendOf: ticketSetId, mailed: order('b') },
    ]);
    expect(await system.claimFor('late', 'd'.repeat(64))).toMatchObject({
      previous: order('b'),
      mailsBefore: 2,
    });
    expect((await system.ledger.read(orderNo))?.confirmations).toHaveLength(4);
  });

  test('takes what was reported a second time in the place of the first', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.recordSent(claim, sentDetails, { event: 'sent' });
    const later = { ...sentDetails, lastAnswer: '250 twice' };
    await system.ledger.recordSent(claim, later, { event: 'sent' });
    expect(await fields()).toEqual(['folded']);
    expect((await system.ledger.read(orderNo))?.confirmations).toEqual([
      { ticketSetId, state: 'sent', attempts: 1, ...later },
    ]);
    expect(await system.events()).toEqual(['received', 'sent', 'sent']);
  });

  test('keeps a booking beside it, which still comes', async () => {
    await system.ledger.putBooking(orderNo, { body: { name: 'One' } }, { event: 'booked' });
    await sendInFull();
    expect(await fields()).toEqual(['booking', 'folded']);
    await system.ledger.putBooking(orderNo, { body: { name: 'Two' } }, { event: 'booked' });
    expect(await system.ledger.readBooking(orderNo)).toMatchObject({ body: { name: 'Two' } });
  });

  test('is not folded while a part of it cannot be read, so that none of it is lost', async () => {
    const other = createLedger({ redis: system.redis, sealer: keyless });
    await system.ledger.record(orderNo, { event: 'discarded', sealed: { why: 'asked to' } });
    const claim = await system.takeFor('first');
    await other.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await fields()).toContain('entry:1');
    expect((await system.ledger.read(orderNo))?.timeline[0]?.sealed).toEqual({ why: 'asked to' });

    await system.ledger.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await fields()).toEqual(['folded']);
    const value = await system.redis.hgetBuffer(key, 'folded');
    await other.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await system.redis.hgetBuffer(key, 'folded')).toEqual(value);
  });

  test('is read as far as a version can that does not know its form', async () => {
    await sendInFull();
    const value = (await system.redis.hgetBuffer(key, 'folded'))?.toString('latin1') ?? '';
    await system.redis.hset(key, 'folded', Buffer.from(value.replace('[1,', '[99,'), 'latin1'));
    expect(await system.ledger.read(orderNo)).toEqual({
      orderNo,
      confirmations: [{ ticketSetId, state: 'sent', attempts: 1, isSentUnreadable: true }],
      timeline: [],
    });
    expect(await system.claimFor('again')).toEqual({ kind: 'duplicate', because: 'sent' });
  });

  test('tells who listens when folding failed, and is sent all the same', async () => {
    const errors: unknown[] = [];
    const ledger = createLedger({
      redis: system.redis,
      sealer: {
        ...mirrorSealer,
        seal: (plaintext, context) => {
          if (context.includes('"folded"')) throw new Error('no key');
          return mirrorSealer.seal(plaintext, context);
        },
      },
      onUnawaitedError: (error) => errors.push(error),
    });
    await ledger.recordSent(await system.takeFor('first'), sentDetails, { event: 'sent' });
    expect(await system.confirmation()).toMatchObject({ state: 'sent', ...sentDetails });
    expect(errors).toHaveLength(1);
  });
});

test('no dictionary that something was written with is ever changed', () => {
  const prints = [...dictionaries].map(([form, texts]) => [
    form,
    createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16),
  ]);
  expect(prints).toEqual([[1, '910364699b97e11b']]);
});

test('an order of more fields than one call can take along stays as it is', async () => {
  const claim = await system.takeFor('first');
  const stored = JSON.stringify({ state: 'deferred', attempts: 1 });
  const others = Array.from({ length: 4200 }, (_, n) => [`confirmation:${n}`, stored]).flat();
  await system.redis.hset(key, ...others);
  await system.ledger.recordSent(claim, sentDetails, { event: 'sent' });
  await system.redis.ping();
  expect(await system.redis.hexists(key, 'folded')).toBe(0);
  expect(await system.redis.hlen(key)).toBeGreaterThan(4200);
  expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'sent' });
});
