import { expect, test } from '@jest/globals';
import type { ErasureOutcome } from '@ticketpost/operations';
import type { Envelope } from '@ticketpost/queue';
import { createErasureAsked } from '../../src/handlers/erasure-asked.ts';

const askFor = (orderNo: string): Envelope => ({
  v: 1,
  deliveryId: `erasure-${orderNo}`,
  receivedAt: '2026-01-02T03:04:05.678Z',
  type: 'order.erasure_asked',
  origin: 'erasure',
  orderNo,
  payload: '',
});
const why = { by: 'olga', why: 'she asked', via: 'cli' };

test('erasures leave places for mails: one too many comes again, and has its turn', async () => {
  const ends: ((outcome: ErasureOutcome) => void)[] = [];
  const handle = createErasureAsked({
    erasuresAtOnce: 2,
    eraseEverywhere: () =>
      new Promise((resolve) => {
        ends.push(resolve);
      }),
  });
  const [first, second] = [handle(askFor('one'), why), handle(askFor('two'), why)];
  expect(await handle(askFor('three'), why)).toMatchObject({
    outcome: 'erasing',
    result: { kind: 'wait' },
  });
  expect(ends).toHaveLength(2);
  ends[0]?.({ kind: 'precondition_failed' });
  expect((await first).result.kind).toBe('done');

  const third = handle(askFor('three'), why);
  expect(ends).toHaveLength(3);
  for (const end of ends) end({ kind: 'precondition_failed' });
  expect((await second).result.kind).toBe('done');
  expect((await third).result.kind).toBe('done');
});

test('an erasure that fails gives its place up', async () => {
  const handle = createErasureAsked({
    erasuresAtOnce: 1,
    eraseEverywhere: () => Promise.reject(new Error('Redis is away')),
  });
  await expect(handle(askFor('one'), why)).rejects.toThrow('Redis is away');
  await expect(handle(askFor('one'), why)).rejects.toThrow('Redis is away');
});
