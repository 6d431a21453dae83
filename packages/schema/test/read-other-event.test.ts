import { describe, expect, test } from '@jest/globals';

import { eventTypes, readSupplierEvent } from '../src/index.ts';
import { readOther, readProblems } from './read.ts';
import { nestedText } from './sample.ts';

const segment = { carrier: 'TO', flightNumber: 'TO1', depTime: '2026-05-01 10:00:00' };
const refund = {
  orderNo: 'TESTL1',
  currency: 'EUR',
  originalTotalAmount: 100,
  finalRefundAmount: 80,
  transactionFee: 0,
  refundStatus: 1,
};

describe('every event type seen passes with its body whole', () => {
  test.each<[string, string, string | undefined, Record<string, unknown>]>([
    [
      'order.void',
      'order.void',
      'TESTL1',
      {
        cid: 'X',
        status: -1,
        data: { orderNo: 'TESTL1', voidCode: 'V', voidStatus: 2, message: '' },
      },
    ],
    [
      'order.schedulechange',
      'order.schedulechange',
      'TESTL1',
      { status: 0, data: { orderNo: 'TESTL1', scheduleChangeType: 2, revisedSegs: [] } },
    ],
    [
      'order.scheduleChange',
      'order.schedulechange',
      undefined,
      { status: 1, data: { previousSeg: segment, revisedSeg: segment } },
    ],
    ['email.schedulechange', 'email.schedulechange', 'TESTL1', { data: { orderNo: 'TESTL1' } }],
    ['abnormal.cancelled', 'abnormal.cancelled', 'TESTL1', { data: { orderNo: 'TESTL1' } }],
    [
      'airline.status',
      'airline.status',
      undefined,
      { data: { airline: ['TO', 'HV'], airlineStatus: 'Active' } },
    ],
    ['email.all', 'email.all', 'TESTL1', { data: { orderNo: 'TESTL1', from: 'a@example.com' } }],
    [
      'order.addonComplete',
      'order.addoncomplete',
      'TESTL1',
      { data: { addonOrderNo: 'A1', originalOrderNo: 'TESTL1', orderStatus: '2' } },
    ],
    ['order.addonCompleted', 'order.addoncomplete', 'TESTL1', { data: { orderNo: 'TESTL1' } }],
    [
      'order.cancelled',
      'order.cancelled',
      'TESTL1',
      { data: { orderNo: 'TESTL1', errorCode: '604', errorMessage: 'x' } },
    ],
  ])('%s', (type, canonical, orderNo, fields) => {
    const body = { type, ...fields };
    const event = readOther(body);
    expect(event).toEqual({
      kind: 'other',
      type: canonical,
      ...('cid' in fields && { clientId: fields['cid'] }),
      ...(orderNo !== undefined && { orderNo }),
      ...(type === 'order.addonComplete' && { addonOrderNo: 'A1' }),
      body,
    });
    expect(eventTypes).toContain(event.type);
  });
});

test.each(eventTypes)('%s is known in any letter case, with spaces around it', (type) => {
  const body = { type: ` ${type.toUpperCase()} `, data: { orderNo: 'TESTL1' } };
  expect(readSupplierEvent(body)).toMatchObject({ event: { type } });
});

test.each<[string, unknown, string]>([
  ['unknown', 'order.refunded', 'order.refunded'],
  ['unknown, in mixed case', ' Order.Refunded ', 'order.refunded'],
  ['with characters unfit for a job name', 'a:b c/ü\u0000', 'a_b_c___'],
  ['with a letter outside ASCII that lower-cases to k', 'order.tic\u212aeted', 'order.tic_eted'],
  ['with an emoji, one character', '😀x', '_x'],
  ['very long', 'x'.repeat(1000), 'x'.repeat(64)],
  ['blank', ' ', 'untyped'],
  ['null', null, 'untyped'],
  ['a number', 7, 'untyped'],
  ['an object', { a: 1 }, 'untyped'],
  ['missing', undefined, 'untyped'],
])('a type that is %s', (_, type, expected) => {
  expect(readOther({ type, data: { orderNo: 'TESTL1' } }).type).toBe(expected);
});

test.each<[string, Record<string, unknown>, string]>([
  ['the flat refund object', refund, 'refund.complete'],
  ['the flat refund object with nulls', { type: null, data: null, ...refund }, 'refund.complete'],
  ['a flat object about no refund', { orderNo: 'TESTL1', currency: 'EUR' }, 'untyped'],
  ['a refund without an order number', { ...refund, orderNo: '' }, 'untyped'],
  ['a refund beside data', { ...refund, data: {} }, 'untyped'],
  ['an empty object', {}, 'untyped'],
])('without a type: %s', (_, body, expected) => {
  expect(readOther(body).type).toBe(expected);
});

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['in data', { data: { orderNo: 'N1' }, orderNo: 'N2' }, 'N1'],
  [
    'in the older nesting',
    { data: { ticketNotification: { orderNo: 'N1' } }, orderNo: 'N2' },
    'N1',
  ],
  ['of the original order', { data: { originalOrderNo: 'N1' }, orderNo: 'N2' }, 'N1'],
  ['at the top', { orderNo: 'N1' }, 'N1'],
  ['trimmed', { orderNo: ' N1 ' }, 'N1'],
  [
    'past blank and unusable ones',
    { data: { orderNo: ' ', originalOrderNo: 5 }, orderNo: 'N1' },
    'N1',
  ],
  ['nowhere: a number', { data: { orderNo: 5 } }, undefined],
  ['nowhere: too long', { data: { orderNo: 'N'.repeat(129) } }, undefined],
  ['nowhere: control characters', { data: { orderNo: 'N\u0000' } }, undefined],
  ['nowhere: data is a list', { data: [{ orderNo: 'N1' }] }, undefined],
  ['nowhere: data is a string', { data: 'N1' }, undefined],
])('the order number is found %s', (_, fields, expected) => {
  const event = readOther({ type: 'order.void', ...fields });
  expect(event.orderNo).toBe(expected);
  expect('orderNo' in event).toBe(expected !== undefined);
});

test.each<[string, Record<string, unknown>, string | undefined, string | undefined]>([
  ['both numbers', { originalOrderNo: 'N1', addonOrderNo: 'A1' }, 'N1', 'A1'],
  ['its own in orderNo', { originalOrderNo: 'N1', orderNo: 'A1' }, 'N1', 'A1'],
  ['all three', { originalOrderNo: 'N1', addonOrderNo: 'A1', orderNo: 'N1' }, 'N1', 'A1'],
  ['one in orderNo only', { orderNo: 'N1' }, 'N1', undefined],
  ['a blank original', { originalOrderNo: ' ', orderNo: 'N1' }, 'N1', undefined],
  ['the same number twice', { originalOrderNo: 'N1', addonOrderNo: ' N1 ' }, 'N1', undefined],
  ['its own only', { addonOrderNo: 'A1' }, undefined, 'A1'],
  [
    'the older nesting',
    { ticketNotification: { originalOrderNo: 'N1', addonOrderNo: 'A1' } },
    'N1',
    'A1',
  ],
])('an add-on that gives %s', (_, data, orderNo, addonOrderNo) => {
  const event = readOther({ type: 'Order.addonCompleted', data });
  expect(event).toMatchObject({ type: 'order.addoncomplete' });
  expect([event.orderNo, event.addonOrderNo]).toEqual([orderNo, addonOrderNo]);
});

test('only add-ons have a number besides that of their order', () => {
  const data = { orderNo: 'N1', originalOrderNo: 'N2', addonOrderNo: 'A1' };
  const event = readOther({ type: 'order.void', data });
  expect(event.orderNo).toBe('N1');
  expect(event).not.toHaveProperty('addonOrderNo');
});

test('prototype keys are dropped at any depth and never assigned through', () => {
  const text =
    '{"type":"x","__proto__":{"p":1},"data":[{"constructor":{"prototype":{"p":1}},"prototype":1,"kept":{"__proto__":1}}]}';
  const { body } = readOther(JSON.parse(text));
  expect(JSON.stringify(body)).toBe('{"type":"x","data":[{"kept":{}}]}');
  expect({}).not.toHaveProperty('p');
});

describe('nesting', () => {
  test('64 levels are kept', () => {
    const body: unknown = JSON.parse(nestedText(64));
    expect(readOther(body).body).toEqual(body);
  });

  test.each<[string, string]>([
    ['65 levels of objects', nestedText(65)],
    ['100,000 levels of objects', nestedText(100_000)],
    ['100,000 levels of lists', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['100,000 levels in a document field', `{"gender":${nestedText(100_000)}}`],
  ])('%s are one problem', (_, text) => {
    expect(readProblems(JSON.parse(text)).map(({ pointer }) => pointer)).toEqual(['']);
  });
});
