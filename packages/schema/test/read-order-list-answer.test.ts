import { describe, expect, test } from '@jest/globals';

import { readOrderListAnswer, readRegistrationAnswer, type ListedOrder } from '../src/index.ts';

const entry = { orderNo: 'TESTL1', orderStatus: 2 };
const listed = { orderNo: 'TESTL1', orderStatus: 2 };

function read(body: unknown) {
  const answer = readOrderListAnswer(body);
  if (answer.kind === 'content') return answer.content;
  throw new Error(`not read: ${JSON.stringify(answer)}`);
}

describe('the orders are found', () => {
  test.each<[string, Record<string, unknown>, { orders: ListedOrder[]; total?: number }]>([
    ['as documented', { orders: [entry], totalRecords: '7' }, { orders: [listed], total: 7 }],
    ['under orderList', { orderList: [entry] }, { orders: [listed] }],
    ['in data', { data: [entry], total: 1 }, { orders: [listed], total: 1 }],
    [
      'in an object in data',
      { data: { orders: [entry], totalCount: 3 } },
      { orders: [listed], total: 3 },
    ],
    [
      'in an object in data, the total outside',
      { data: { orderList: [entry] }, total: '3' },
      { orders: [listed], total: 3 },
    ],
    ['empty', { orders: [] }, { orders: [] }],
    ['null', { orders: null, totalRecords: '0' }, { orders: [], total: 0 }],
    ['without a status', { status: null, orders: [entry] }, { orders: [listed] }],
    ['with a total that is none', { orders: [entry], total: 'many' }, { orders: [listed] }],
  ])('%s', (_, body, expected) => {
    expect(read({ status: 0, ...body })).toEqual(expected);
  });
});

test.each<[string, unknown, ListedOrder[]]>([
  [
    'a status in a string',
    { orderNo: 'N1', orderStatus: '-3' },
    [{ orderNo: 'N1', orderStatus: -3 }],
  ],
  ['a status in words', { orderNo: 'N1', orderStatus: 'x' }, [{ orderNo: 'N1' }]],
  ['a status of null', { orderNo: ' N1 ', orderStatus: null }, [{ orderNo: 'N1' }]],
  ['no order number', { orderStatus: 2 }, []],
  ['a blank order number', { orderNo: ' ', orderStatus: 2 }, []],
  ['a numeric order number', { orderNo: 5, orderStatus: 2 }, []],
  ['an order number with a line break', { orderNo: 'N1\n', orderStatus: 2 }, []],
  ['nothing', null, []],
  [
    'unknown keys',
    { orderNo: 'N1', paxNames: ['a'], contactEmail: 'a@example.com' },
    [{ orderNo: 'N1' }],
  ],
])('an entry with %s', (_, given, expected) => {
  expect(read({ status: 0, orders: [given] }).orders).toEqual(expected);
});

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['as documented', { orderCreateTimestamp: '2026-11-24T08:30:00Z' }, '2026-11-24T08:30:00.000Z'],
  ['with a space', { createTime: '2026-11-24 08:30:00' }, '2026-11-24T08:30:00.000Z'],
  ['with T and no offset', { createTime: '2026-11-24T08:30:00.5' }, '2026-11-24T08:30:00.500Z'],
  ['with an offset', { createTime: '2026-11-24T16:30:00+08:00' }, '2026-11-24T08:30:00.000Z'],
  ['in digits', { createTime: '20261124083000' }, '2026-11-24T08:30:00.000Z'],
  ['in a number', { createTime: 20261124083000 }, '2026-11-24T08:30:00.000Z'],
  [
    'null in one place',
    { orderCreateTimestamp: null, createTime: '20261124083000' },
    '2026-11-24T08:30:00.000Z',
  ],
  ['on a day that is none', { createTime: '2026-02-30 08:30:00' }, undefined],
  ['in words', { createTime: 'yesterday' }, undefined],
  ['empty', { createTime: '' }, undefined],
])('a creation time %s', (_, times, expected) => {
  const [order] = read({ status: 0, orders: [{ orderNo: 'N1', ...times }] }).orders;
  expect(order?.createdAt).toBe(expected);
});

test.each<[string, unknown, string[]]>([
  ['HTML', '<html>', ['']],
  ['no list', { status: 0, totalRecords: '0' }, ['']],
  ['an object without a list', { status: 0, data: {} }, ['']],
  ['the throttling body', { code: 429, message: 'slow down', retryAfter: 5 }, ['']],
  ['a list in a string', { status: 0, orders: 'none' }, ['/orders']],
  ['an entry that is a string', { status: 0, data: { orders: [entry, 'N2'] } }, ['/data/orders/1']],
  [
    'a status that is an object',
    { status: 0, orderList: [{ orderStatus: {} }] },
    ['/orderList/0/orderStatus'],
  ],
])('%s is unreadable', (_, body, pointers) => {
  const answer = readOrderListAnswer(body);
  expect(answer.kind === 'unreadable' && answer.problems.map(({ pointer }) => pointer)).toEqual(
    pointers,
  );
});

test('an error of the list is told by its number', () => {
  expect(readOrderListAnswer({ status: '900', orders: [entry] })).toEqual({
    kind: 'error',
    status: 900,
  });
});

test.each<[string, unknown, unknown]>([
  ['stored', { status: 0, msg: 'success' }, { kind: 'content', content: null }],
  ['stored, in a string', { status: '0' }, { kind: 'content', content: null }],
  ['refused', { status: 701, msg: 'url' }, { kind: 'error', status: 701 }],
  ['without a status', { msg: 'success' }, { kind: 'unreadable' }],
  ['throttled', { code: 429, message: 'slow down', retryAfter: 5 }, { kind: 'unreadable' }],
  ['no object', null, { kind: 'unreadable' }],
])('a registration that is %s', (_, body, expected) => {
  expect(readRegistrationAnswer(body)).toMatchObject(expected as object);
});
