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

describe('every event type seen passes, and of its body the named fields are kept', () => {
  test.each<[string, string, Record<string, unknown>, Record<string, unknown> | undefined]>([
    [
      'order.void',
      'order.void',
      {
        cid: 'X',
        status: -1,
        data: { orderNo: 'TESTL1', voidCode: 'V', voidStatus: 2, message: '' },
      },
      { orderNo: 'TESTL1', voidStatus: 2 },
    ],
    [
      'order.schedulechange',
      'order.schedulechange',
      { status: 0, data: { orderNo: 'TESTL1', scheduleChangeType: 2, revisedSegs: [] } },
      { orderNo: 'TESTL1', scheduleChangeType: 2 },
    ],
    [
      'order.scheduleChange',
      'order.schedulechange',
      { status: 1, data: { previousSeg: segment, revisedSeg: segment } },
      undefined,
    ],
    [
      'email.schedulechange',
      'email.schedulechange',
      { data: { orderNo: 'TESTL1', emailSubject: 'x', emailLink: 'https://example.test/x' } },
      { orderNo: 'TESTL1' },
    ],
    [
      'abnormal.cancelled',
      'abnormal.cancelled',
      { data: { orderNo: 'TESTL1', vendorRefundInformation: 'x' } },
      { orderNo: 'TESTL1' },
    ],
    [
      'airline.status',
      'airline.status',
      { data: { airline: ['TO', 'HV'], airlineStatus: 'Active' } },
      undefined,
    ],
    [
      'email.all',
      'email.all',
      { data: { orderNo: 'TESTL1', from: 'a@example.com' } },
      { orderNo: 'TESTL1' },
    ],
    [
      'order.addonComplete',
      'order.addoncomplete',
      { data: { addonOrderNo: 'A1', originalOrderNo: 'TESTL1', orderStatus: '2' } },
      { orderNo: 'TESTL1', addonOrderNo: 'A1', orderStatus: 2 },
    ],
    [
      'order.addonCompleted',
      'order.addoncomplete',
      { data: { orderNo: 'TESTL1' } },
      { orderNo: 'TESTL1' },
    ],
    [
      'order.cancelled',
      'order.cancelled',
      { data: { orderNo: 'TESTL1', errorCode: '604', errorMessage: 'x' } },
      { orderNo: 'TESTL1', errorCode: 604 },
    ],
    ['', 'refund.complete', refund, { orderNo: 'TESTL1', refundStatus: 1 }],
  ])('%s', (type, canonical, fields, data) => {
    const event = readOther({ type, ...fields });
    expect(event).toEqual({
      kind: 'other',
      type: canonical,
      ...('cid' in fields && { clientId: fields['cid'] }),
      ...(data !== undefined && { orderNo: data['orderNo'] }),
      ...(data !== undefined && 'addonOrderNo' in data && { addonOrderNo: data['addonOrderNo'] }),
      body: { type: canonical, ...(data !== undefined && { data }) },
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

test('prototype keys are never assigned through', () => {
  const text =
    '{"type":"x","__proto__":{"orderNo":"N1"},"data":{"__proto__":{"orderNo":"N2"},"constructor":{"prototype":{"p":1}}}}';
  expect(JSON.stringify(readOther(JSON.parse(text)).body)).toBe('{"type":"x"}');
  expect({}).not.toHaveProperty('p');
});

describe('nesting', () => {
  test('64 levels are read', () => {
    expect(readOther(JSON.parse(nestedText(64))).type).toBe('untyped');
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
