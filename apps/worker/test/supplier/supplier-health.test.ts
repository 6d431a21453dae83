import { expect, test } from '@jest/globals';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import { createSupplierHealth } from '../../src/supplier/supplier-health.ts';

const down: OrderQueryOutcome = { kind: 'unavailable', code: 'timeout', retryAfterMs: 1 };
const notAllowed: OrderQueryOutcome = {
  kind: 'unavailable',
  code: 'address_not_allowed',
  retryAfterMs: 1,
};
const refused: OrderQueryOutcome = { kind: 'refused', code: 'authentication' };
const unreadable: OrderQueryOutcome = { kind: 'unreadable', problems: [] };

test.each<[string, OrderQueryOutcome[], object]>([
  ['nothing was asked: well', [], { status: 'ok' }],
  ['it does not answer: a warning', [down], { status: 'warning', code: 'timeout' }],
  [
    'nobody goes there: a warning with its remedy',
    [notAllowed],
    { status: 'warning', remedy: expect.stringContaining('OUTBOUND_PRIVATE_HOSTS') },
  ],
  ['it refuses us: a warning', [refused], { status: 'warning', code: 'authentication' }],
  ['it answered again: well', [down, { kind: 'not_found' }], { status: 'ok' }],
  [
    'it was not asked: as before',
    [down, { kind: 'not_found', code: 'order_no_not_asked' }],
    { status: 'warning', code: 'timeout' },
  ],
  ['one answer could not be read: well', [unreadable], { status: 'ok' }],
])('%s', (_row, outcomes, expected) => {
  const health = createSupplierHealth();
  for (const outcome of outcomes) health.note(outcome);
  expect(health.check()).toMatchObject(expected);
});

test('trouble that goes on is as old as its first sign', () => {
  let now = 0;
  const health = createSupplierHealth(() => now);
  health.note(down);
  now = 60_000;
  health.note(down);
  expect(health.check()).toMatchObject({ since: new Date(0).toISOString() });
});
