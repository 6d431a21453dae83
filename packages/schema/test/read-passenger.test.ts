import { describe, expect, test } from '@jest/globals';

import { readTicketed } from './read.ts';
import { orderData, ticketedBody } from './sample.ts';

function readPassenger(fields: Record<string, unknown>) {
  const [passenger] = readTicketed(ticketedBody(orderData(fields))).order.passengers;
  if (passenger === undefined) throw new Error('the passenger was lost');
  return passenger;
}

const plain = readPassenger({});

describe('document fields leave no trace, whatever they hold', () => {
  const fields = [
    'birthday',
    'cardExpired',
    'cardIssuePlace',
    'cardNum',
    'cardType',
    'gender',
    'nationality',
  ];
  const values = [null, '', '2040', 20400101, {}, []];
  test.each(fields.flatMap((field) => values.map((value) => [field, value] as const)))(
    '%s %j',
    (field, value) => {
      expect(readPassenger({ [field]: value })).toEqual(plain);
    },
  );
});

test('unknown keys are ignored', () => {
  expect(readPassenger({ contactEmails: ['a@example.com'], x: { y: 1 } })).toEqual(plain);
});

test.each<[string, unknown, string]>([
  ['in lower case', 'zhang/lisi', 'zhang/lisi'],
  ['in upper case', 'TEST/ONE', 'TEST/ONE'],
  ['with several given names', 'DOE/JANE MARY', 'DOE/JANE MARY'],
  ['with untidy spaces', '  DOE/JANE \t\u00a0 MARY ', 'DOE/JANE MARY'],
  ['with control characters', 'DOE/\u0000JANE\u001b', 'DOE/ JANE'],
  ['in letters of other scripts', 'ÅKESSON-ÖZ/张 Ольга', 'ÅKESSON-ÖZ/张 Ольга'],
  ['with dots and apostrophes', "O'NEIL JR./ST.JOHN", "O'NEIL JR./ST.JOHN"],
  ['that is null', null, ''],
  ['that is missing', undefined, ''],
])('a name %s', (_, name, expected) => {
  expect(readPassenger({ name }).name).toBe(expected);
});

test.each<[unknown, string | undefined]>([
  [0, 'adult'],
  [1, 'child'],
  [2, 'infant'],
  ['0', 'adult'],
  ['1', 'child'],
  ['2', 'infant'],
  [3, undefined],
  [-1, undefined],
  ['ADT', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [{}, undefined],
])('passengerType %j', (passengerType, expected) => {
  const passenger = readPassenger({ passengerType });
  expect(passenger.passengerType).toBe(expected);
  expect('passengerType' in passenger).toBe(expected !== undefined);
});

describe.each([
  ['ticketNos', 'ticketNos'],
  ['airlinePNRs', 'airlinePnrs'],
] as const)('%s', (theirs, ours) => {
  test.each<[string, unknown, string[]]>([
    ['keep their order: outbound, return', ['B2', 'A1'], ['B2', 'A1']],
    ['keep a repeated number', ['A1', 'A1'], ['A1', 'A1']],
    ['are trimmed', [' A1 '], ['A1']],
    [
      'may have blanks and the marks that join numbers',
      ['999-240 1', 'S79170|S79170', 'a/b,c*1'],
      ['999-240 1', 'S79170|S79170', 'a/b,c*1'],
    ],
    ['may be integers', [9991234567890], ['9991234567890']],
    ['without the blank ones', ['', ' ', null, 'A1'], ['A1']],
    ['empty', [], []],
    ['null', null, []],
    ['missing', undefined, []],
  ])('%s', (_, entries, expected) => {
    expect(readPassenger({ [theirs]: entries })[ours]).toEqual(expected);
  });
});

const seat = { productCode: 'SEAT', segmentIndex: 1 };
const bag = { productCode: 'BAG' };

test.each<[string, unknown, unknown[]]>([
  ['empty', [], []],
  ['null', null, []],
  ['missing', undefined, []],
  ['with empty entries', [null, bag], [bag]],
  ['repeated per unit', [bag, bag], [bag, bag]],
  ['without seat and bag', [seat], [seat]],
  [
    'with null for seat and bag',
    [{ ...seat, auxSeatElement: null, auxBaggageElement: null }],
    [seat],
  ],
  ['with an empty seat and bag', [{ ...seat, auxSeatElement: {}, auxBaggageElement: {} }], [seat]],
  ['with a segment index in a string', [{ ...seat, segmentIndex: '1' }], [seat]],
  ['with null for the segment index', [{ ...bag, segmentIndex: null }], [bag]],
  ['with null for the product code', [{ productCode: null }], [{ productCode: '' }]],
  [
    'with a seat',
    [{ ...seat, auxSeatElement: { row: '12', column: 'C' } }],
    [{ ...seat, seat: { row: '12', column: 'C' } }],
  ],
  [
    'with an integer row and no column',
    [{ ...seat, auxSeatElement: { row: 12, column: null } }],
    [{ ...seat, seat: { row: '12' } }],
  ],
  [
    'with a bag without limits',
    [{ ...bag, auxBaggageElement: { piece: 0, weight: 0, isAllWeight: false, size: '' } }],
    [{ ...bag, baggage: { piece: 0, weight: 0, isAllWeight: false } }],
  ],
  [
    'with a bag written in strings',
    [{ ...bag, auxBaggageElement: { piece: '1', weight: '23.5', isAllWeight: 'TRUE', size: 158 } }],
    [{ ...bag, baggage: { piece: 1, weight: 23.5, isAllWeight: true, size: '158' } }],
  ],
  [
    'with isAllWeight 1',
    [{ ...bag, auxBaggageElement: { isAllWeight: 1 } }],
    [{ ...bag, baggage: { isAllWeight: true } }],
  ],
  [
    'with an unreadable isAllWeight',
    [{ ...bag, auxBaggageElement: { piece: 1, isAllWeight: { toString: 1 } } }],
    [{ ...bag, baggage: { piece: 1 } }],
  ],
])('ancillaries %s', (_, ancillaries, expected) => {
  expect(readPassenger({ ancillaries }).ancillaries).toEqual(expected);
});
