import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createLedger, createThroughput } from '@ticketpost/ledger';
import { mirrorSealer } from '../mirror-sealer.ts';
import { received, sentDetails, startLedger, ticketSetId } from '../start-ledger.ts';

let system: Awaited<ReturnType<typeof startLedger>>;

beforeAll(async () => {
  system = await startLedger();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

async function send(orderNo: string, time: string): Promise<void> {
  const { redis } = system;
  const ledger = createLedger({ redis, sealer: mirrorSealer, now: () => Date.parse(time) });
  const outcome = await ledger.claim({
    orderNo,
    ticketSetId,
    deliveryId: 'first',
    entry: received,
  });
  if (outcome.kind !== 'claimed') throw new Error('expected a claim');
  await ledger.recordSent(outcome.claim, sentDetails, { event: 'sent' });
  await ledger.recordSent(outcome.claim, sentDetails, { event: 'sent' });
}

const read = (time: string) =>
  createThroughput({ redis: system.redis, now: () => Date.parse(time) }).read();

test('mails are counted once, by the minute and by the hour', async () => {
  await send('A', '2026-01-02T03:59:59.999Z');
  await send('B', '2026-01-02T04:00:00.000Z');
  await send('C', '2026-01-02T04:00:30.000Z');
  await send('D', '2026-01-01T05:10:00.000Z');
  await send('E', '2026-01-01T04:59:00.000Z');
  const { minutes, hours } = await read('2026-01-02T04:01:00.000Z');
  expect(minutes).toHaveLength(60);
  expect(minutes.slice(-3)).toEqual([1, 2, 0]);
  expect(hours).toHaveLength(24);
  expect(hours.slice(-2)).toEqual([1, 2]);
  expect(hours[0]).toBe(1);
  expect(hours.reduce((sum, count) => sum + count)).toBe(4);
});

test('nothing sent is nothing', async () => {
  const { minutes, hours } = await read('2026-01-02T04:01:00.000Z');
  expect([...minutes, ...hours].every((count) => count === 0)).toBe(true);
});

test('the counts lapse', async () => {
  await send('A', '2026-01-02T03:59:59.999Z');
  const [key = ''] = await system.redis.keys('ticketpost:sent:*');
  expect(await system.redis.pttl(key)).toBeGreaterThan(25 * 60 * 60 * 1000);
});
