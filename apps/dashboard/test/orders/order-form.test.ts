import { describe, expect, test } from '@jest/globals';
import { readOrderForm, type OrderAction } from '../../src/orders/order-form.ts';

const read = (
  fields: Record<string, string>,
  { action = 'resend', isForm = true }: { action?: OrderAction; isForm?: boolean } = {},
) => readOrderForm(fields, { action, orderNo: 'A/1', isForm });

test.each<[string, OrderAction, Record<string, string>, object]>([
  ['a reason alone', 'redrive', { reason: ' lost ' }, { why: 'lost', evenIfUncertain: false }],
  [
    'a ticked box',
    'redrive',
    { reason: 'x', evenIfUncertain: 'true' },
    { why: 'x', evenIfUncertain: true },
  ],
  ['no other address', 'resend', { reason: 'x', to: ' ' }, { why: 'x', evenIfUncertain: false }],
  [
    'another address',
    'resend',
    { reason: 'x', to: ' mia@example.com ', requestId: 'abcdefgh-1' },
    { why: 'x', to: 'mia@example.com', evenIfUncertain: false, requestId: 'abcdefgh-1' },
  ],
  [
    'the order number',
    'erase',
    { reason: 'x', orderNo: ' A/1' },
    { why: 'x', evenIfUncertain: false },
  ],
  [
    'a reason of 500 characters',
    'redrive',
    { reason: 'x'.repeat(500) },
    { why: 'x'.repeat(500), evenIfUncertain: false },
  ],
])('%s is a wish', (_what, action, fields, wish) => {
  expect(read(fields, { action })).toEqual({ kind: 'valid', wish });
});

describe('refused are', () => {
  test.each<[string, OrderAction, Record<string, string>, string[]]>([
    ['no reason', 'redrive', {}, ['/reason']],
    ['a blank reason', 'erase', { reason: ' \n', orderNo: 'A/1' }, ['/reason']],
    ['a reason of 501 characters', 'redrive', { reason: 'x'.repeat(501) }, ['/reason']],
    ['two addresses', 'resend', { reason: 'x', to: 'a@example.com,b@example.com' }, ['/to']],
    ['a name with an address', 'resend', { reason: 'x', to: 'Mia <a@example.com>' }, ['/to']],
    [
      'a header in an address',
      'resend',
      { to: 'a@example.com\r\nBcc: b@example.com' },
      ['/to', '/reason'],
    ],
    ['another order number', 'erase', { reason: 'x', orderNo: 'A/2' }, ['/orderNo']],
    ['no order number', 'erase', { reason: 'x' }, ['/orderNo']],
  ])('%s', (_what, action, fields, pointers) => {
    const reading = read(fields, { action });
    expect(reading.kind === 'invalid' && reading.problems.map(({ pointer }) => pointer)).toEqual(
      pointers,
    );
  });
});

test('a program that erases names the order in the path alone', () => {
  expect(read({ reason: 'x' }, { action: 'erase', isForm: false }).kind).toBe('valid');
});
