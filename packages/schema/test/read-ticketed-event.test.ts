import { describe, expect, test } from '@jest/globals';

import { readTicketed } from './read.ts';
import { nestedText, orderData, sampleText, ticketedBody } from './sample.ts';

test("the supplier's sample is read into our own form", () => {
  const common = { ticketNos: ['S30814'], airlinePnrs: ['S30814'], ancillaries: [] };
  expect(readTicketed(JSON.parse(sampleText))).toEqual({
    kind: 'ticketed',
    type: 'order.ticketed',
    clientId: 'XXXXXXX',
    orderNo: 'TESTL20230922153224323',
    order: {
      orderNo: 'TESTL20230922153224323',
      orderStatus: 2,
      passengers: [
        { name: 'zhang/lisi', passengerType: 'child', ...common },
        { name: 'li/si', passengerType: 'adult', ...common },
        { name: 'zhang/san', passengerType: 'adult', ...common },
      ],
    },
  });
});

describe('what surrounds the order does not change it', () => {
  const body = ticketedBody(orderData());
  const { order } = readTicketed(body);

  test.each<[string, Record<string, unknown>]>([
    ['type in upper case', { type: 'ORDER.TICKETED' }],
    ['type in mixed case', { type: 'order.Ticketed' }],
    ['type with spaces around it', { type: ' order.ticketed ' }],
    ['status missing', { status: undefined }],
    ['status null', { status: null }],
    ['status 0', { status: 0 }],
    ['status a string', { status: '-1' }],
    ['status an object', { status: {} }],
    ['cid missing', { cid: undefined }],
    ['cid null', { cid: null }],
    ['cid an object', { cid: {} }],
    ['an unknown key', { notificationId: 'n-1' }],
    ['an unknown key nested 100,000 levels deep', { x: JSON.parse(nestedText(100_000)) }],
    ['an own __proto__ key', JSON.parse('{"__proto__":{"data":{"orderNo":"EVIL"}}}')],
    ['the older nesting', { data: { ticketNotification: orderData() } }],
    ['a null beside the newer nesting', { data: { ...orderData(), ticketNotification: null } }],
    [
      'fields spread over both nestings',
      { data: { orderNo: 'TESTL1', ticketNotification: { ...orderData(), orderNo: null } } },
    ],
    [
      'blanks in data, the order in the older nesting',
      { data: { orderNo: ' ', orderStatus: '', ticketNotification: orderData() } },
    ],
    ['an unknown key in data', { data: { ...orderData(), voidStatus: { a: [] } } }],
  ])('%s', (_, fields) => {
    expect(readTicketed({ ...body, ...fields }).order).toEqual(order);
  });

  test('a body made by JSON.parse with a __proto__ key in every object', () => {
    const text = JSON.stringify(body).replaceAll('{', '{"__proto__":{"polluted":true},');
    expect(readTicketed(JSON.parse(text)).order).toEqual(order);
    expect({}).not.toHaveProperty('polluted');
  });
});

test.each<[string, unknown, string | undefined]>([
  ['a string', 'XXXXXXX', 'XXXXXXX'],
  ['a string with spaces around it', ' XXXXXXX ', 'XXXXXXX'],
  ['a number', 42, '42'],
  ['missing', undefined, undefined],
  ['null', null, undefined],
  ["blank, and so nobody's", ' ', ''],
  ["a list, and so nobody's", ['XXXXXXX'], ''],
  ["an empty list, and so nobody's", [], ''],
  ["an object, and so nobody's", {}, ''],
  ["true, and so nobody's", true, ''],
  ["false, and so nobody's", false, ''],
])('a cid that is %s', (_, cid, clientId) => {
  expect(readTicketed({ ...ticketedBody(orderData()), cid }).clientId).toBe(clientId);
});

test.each<[string, unknown, number | undefined]>([
  ['2', 2, 2],
  ['"2", as older deliveries write it', '2', 2],
  ['0', 0, 0],
  ['"1"', '1', 1],
  ['-3', -3, -3],
  ['"-3"', '-3', -3],
  ['null', null, undefined],
  ['blank', '', undefined],
  ['missing', undefined, undefined],
])('an orderStatus of %s', (_, orderStatus, expected) => {
  const { order } = readTicketed(ticketedBody({ ...orderData(), orderStatus }));
  expect(order.orderStatus).toBe(expected);
  expect('orderStatus' in order).toBe(expected !== undefined);
});

test.each<[string, string, string]>([
  ['is opaque', 'ABCDE20230922153224323-R1/ä', 'ABCDE20230922153224323-R1/ä'],
  ['keeps its letter case', 'testL1', 'testL1'],
  ['is trimmed', '  TESTL1 ', 'TESTL1'],
  ['may have 128 characters', '𝔸'.repeat(128), '𝔸'.repeat(128)],
])('an order number %s', (_, orderNo, expected) => {
  const event = readTicketed(ticketedBody({ orderNo }));
  expect([event.orderNo, event.order.orderNo]).toEqual([expected, expected]);
});

test.each<[string, unknown]>([
  ['only an order number', { orderNo: 'TESTL1' }],
  ['no list of passengers', { orderNo: 'TESTL1', paxTicketInfos: undefined }],
  ['null for the passengers', { orderNo: 'TESTL1', paxTicketInfos: null }],
  ['an empty list of passengers', { orderNo: 'TESTL1', paxTicketInfos: [] }],
  ['only an order number, nested', { ticketNotification: { orderNo: 'TESTL1' } }],
])('%s is a hint worth confirming', (_, data) => {
  expect(readTicketed(ticketedBody(data)).order).toEqual({ orderNo: 'TESTL1', passengers: [] });
});
