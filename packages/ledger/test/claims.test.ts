import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimLeaseMs, type GivingUp } from '@ticketpost/ledger';
import { expectClaim, otherTicketSetId, sentDetails, startLedger } from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

describe('a claim', () => {
  test('is given to the first delivery', async () => {
    expect(await system.claimFor('first')).toMatchObject({
      kind: 'claimed',
      isUncertain: false,
      asked: 0,
    });
    expect(await system.events()).toEqual(['received']);
  });

  test('is refused to another delivery while it is held', async () => {
    await system.claimFor('first');
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
    expect(await system.events()).toEqual(['received', 'duplicate']);
  });

  test('is given to one only, however many ask at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => system.claimFor(`delivery-${n}`)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  test('makes a later attempt of the same delivery wait while it is held', async () => {
    await system.claimFor('first');
    const second = await system.claimFor('first');
    expect(second.kind).toBe('waiting');
    if (second.kind === 'waiting') expect(second.waitMs).toBeLessThanOrEqual(claimLeaseMs);
  });

  test('whose lease ran out may be taken, and the old one no longer counts', async () => {
    const old = await system.takeFor('first');
    await system.expireLease();
    const current = await system.takeFor('second');
    expect(await system.ledger.renew(old)).toBe('lost');
    expect(await system.ledger.markSubmitting(old, { event: 'submitting' })).toBe('lost');
    expect(await system.ledger.markSubmitting(current, { event: 'submitting' })).toBe('done');
  });

  test('stays held while it is renewed', async () => {
    const claim = await system.takeFor('first');
    await system.expireLease();
    expect(await system.ledger.renew(claim)).toBe('done');
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'held' });
  });

  test('is refused once the confirmation was sent', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.markSubmitting(claim, { event: 'submitting' });
    await system.ledger.recordSent(claim, sentDetails, { event: 'sent' });
    expect(await system.claimFor('first')).toEqual({ kind: 'duplicate', because: 'sent' });
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'sent' });
  });

  test('found while submitting is uncertain, until it is sent, however many attempts end', async () => {
    const first = await system.takeFor('first');
    await system.ledger.markSubmitting(first, { event: 'submitting' });
    await system.expireLease();
    expect(await system.claimFor('first')).toMatchObject({ kind: 'claimed', isUncertain: true });
    await system.expireLease();
    const third = await system.claimFor('first');
    expect(third).toMatchObject({ kind: 'claimed', isUncertain: true });
    await system.ledger.giveUp(expectClaim(third), { state: 'deferred' }, { event: 'deferred' });
    const fourth = await system.claimFor('second');
    expect(fourth).toMatchObject({ kind: 'claimed', isUncertain: true });
    expect((await system.events())?.filter((event) => event === 'uncertain')).toHaveLength(3);
    await system.ledger.recordSent(expectClaim(fourth), sentDetails, { event: 'sent' });
    expect(await system.confirmation()).not.toHaveProperty('isUncertain');
  });

  test.each<GivingUp>([
    'deferred',
    'no_recipient',
    'unconfirmed',
    'superseded',
    'cancelled',
    'grouped',
    'dead',
  ])('given up as %s may be taken by any delivery, which is told of a copy', async (state) => {
    expect(await system.giveUpFor('first', { state })).toBe('done');
    expect(await system.confirmation()).toMatchObject({ state });
    const second = await system.claimFor('second');
    expect(second).toMatchObject({ kind: 'claimed', isUncertain: false });
    const to = { state, isUncertain: true };
    await system.ledger.giveUp(expectClaim(second), to, { event: 'dead' });
    expect(await system.claimFor('third')).toMatchObject({ kind: 'claimed', isUncertain: true });
  });

  test('of one ticket set leaves the other ticket sets of the order alone', async () => {
    await system.claimFor('first');
    expect(await system.claimFor('second', otherTicketSetId)).toMatchObject({ kind: 'claimed' });
  });

  test('that was given up moves nothing any more', async () => {
    const claim = await system.takeFor('first');
    await system.ledger.giveUp(claim, { state: 'deferred' }, { event: 'deferred' });
    expect(await system.ledger.markSubmitting(claim, { event: 'submitting' })).toBe('lost');
    expect(await system.confirmation()).toMatchObject({ state: 'deferred' });
    expect(await system.events()).toEqual(['received', 'deferred']);
  });

  test('that was lost still says that the mail was taken, and stops the attempt that has it now', async () => {
    const old = await system.takeFor('first');
    await system.ledger.markSubmitting(old, { event: 'submitting' });
    await system.expireLease();
    const current = await system.takeFor('second');
    await system.ledger.recordSent(old, sentDetails, { event: 'sent' });
    expect(await system.ledger.markSubmitting(current, { event: 'submitting' })).toBe('lost');
    expect(await system.claimFor('second')).toEqual({ kind: 'duplicate', because: 'sent' });
  });
});
