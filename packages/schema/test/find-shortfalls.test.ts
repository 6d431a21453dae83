import { expect, test } from '@jest/globals';

import { findShortfalls, type Passenger, type Shortfall } from '../src/index.ts';

function passenger(...ticketNos: string[]): Passenger {
  return { name: 'zhang/lisi', ticketNos, airlinePnrs: [], ancillaries: [] };
}

test.each<[string, number | undefined, Passenger[], Shortfall[]]>([
  ['ticketed, every passenger with a number', 2, [passenger('A1'), passenger('B2')], []],
  ['ticketed, all passengers with one shared number', 2, [passenger('A1'), passenger('A1')], []],
  ['ticketed, a blank number beside a real one', 2, [passenger('', 'A1')], []],
  ['no status', undefined, [passenger('A1')], ['order_status']],
  ['unpaid', 0, [passenger('A1')], ['order_status']],
  ['ticketing in process', 1, [passenger('A1')], ['order_status']],
  ['cancelled', -3, [passenger('A1')], ['order_status']],
  ['no passengers', 2, [], ['passengers']],
  ['one passenger without numbers', 2, [passenger('A1'), passenger()], ['ticket_numbers']],
  ['one passenger with a blank number', 2, [passenger('A1'), passenger(' ')], ['ticket_numbers']],
  ['only an order number', undefined, [], ['order_status', 'passengers']],
  ['unfinished', 1, [passenger()], ['order_status', 'ticket_numbers']],
])('%s', (_, orderStatus, passengers, expected) => {
  const order = { orderNo: 'N1', ...(orderStatus !== undefined && { orderStatus }), passengers };
  expect(findShortfalls(order)).toEqual(expected);
});
