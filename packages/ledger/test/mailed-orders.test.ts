import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger } from '@ticketpost/ledger';
import { mirrorSealer } from './mirror-sealer.ts';
import {
  key,
  orderNo,
  otherTicketSetId,
  received,
  sentDetails,
  startLedger,
} from './start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

const order = (note: string) => ({ orderNo, passengers: [{ name: 'ONE/TEST' }], note });
const third = 'd'.repeat(64);

describe('a claim after another ticket set of the order was sent', () => {
  test('is told what was mailed', async () => {
    await system.sendFor('first', order('a'));
    const claim = await system.claimFor('second', otherTicketSetId);
    expect(claim).toMatchObject({ kind: 'claimed', previous: order('a') });
  });

  test('is told of the one that was sent last, also when an earlier one is reported again', async () => {
    const first = await system.takeFor('first');
    const details = { ...sentDetails, mailed: order('a') };
    await system.ledger.recordSent(first, details, { event: 'sent' });
    await system.sendFor('second', order('b'), otherTicketSetId);
    await system.ledger.recordSent(first, details, { event: 'sent' });
    expect(await system.claimFor('third', third)).toMatchObject({
      previous: order('b'),
      mailsBefore: 2,
    });
  });

  test('is told nothing when none was sent', async () => {
    await system.giveUpFor('first', { state: 'superseded' });
    const claim = await system.claimFor('second', otherTicketSetId);
    expect(claim).not.toHaveProperty('previous');
    expect(claim).toMatchObject({ mailsBefore: 0 });
  });

  test('is told nothing when what was mailed was not kept', async () => {
    await system.sendFor('first');
    expect(await system.claimFor('second', otherTicketSetId)).not.toHaveProperty('previous');
  });

  test('is given all the same when what was mailed cannot be opened', async () => {
    await system.sendFor('first', order('a'));
    const sealer = { ...mirrorSealer, open: () => ({ kind: 'damaged' }) as const };
    const outcome = await createLedger({ redis: system.redis, sealer }).claim({
      orderNo,
      ticketSetId: otherTicketSetId,
      deliveryId: 'second',
      entry: { ...received, deliveryId: 'second' },
    });
    expect(outcome).toMatchObject({ kind: 'claimed' });
    expect(outcome).not.toHaveProperty('previous');
  });
});

test('what was mailed is sealed, and read with the confirmation', async () => {
  await system.sendFor('first', order('a'));
  expect(JSON.stringify(await system.redis.hgetall(key))).not.toContain('ONE/TEST');
  expect(await system.confirmation()).toMatchObject({ state: 'sent', mailed: order('a') });
});
