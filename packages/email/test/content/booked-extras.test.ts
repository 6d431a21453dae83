import { describe, expect, test } from '@jest/globals';
import type { Ancillary } from '@ticketpost/schema';
import { listBookedExtras } from '../../src/content/booked-extras.ts';
import { english } from '../build-view.ts';

const flights = new Map([
  [1, { place: 0, name: 'ZX1, CAN–HGH' }],
  [2, { place: 1, name: 'ZX2, HGH–CAN' }],
]);

function listByFlight(...ancillaries: Ancillary[]) {
  return listBookedExtras(ancillaries, {
    findFlight: (index) => flights.get(index),
    language: english,
  });
}

function list(...ancillaries: Ancillary[]) {
  return listByFlight(...ancillaries).flatMap(({ items }) => items);
}

describe('the texts of booked extras', () => {
  const plain = { count: undefined, details: undefined };
  test.each([
    ['none', [], []],
    ['one has no count', ['Bag 15 kg'], [{ ...plain, text: 'Bag 15 kg' }]],
    [
      'repeated ones are counted, in the order they came',
      ['Seat', 'Bag', 'Seat', 'Seat', 'Meal'],
      [
        { ...plain, text: 'Seat', count: 3 },
        { ...plain, text: 'Bag' },
        { ...plain, text: 'Meal' },
      ],
    ],
    [
      'the display text is not read: what looks like a count is text',
      ['2x20KG', '20KG'],
      [
        { ...plain, text: '2x20KG' },
        { ...plain, text: '20KG' },
      ],
    ],
    ['one without a text or anything else is left out', ['', '\u200b'], []],
    ['a long text is cut visibly', ['P'.repeat(81)], [{ ...plain, text: `${'P'.repeat(79)}…` }]],
    [
      'long texts that differ at the end only are not counted together',
      [`${'P'.repeat(80)}A`, `${'P'.repeat(80)}B`],
      [
        { ...plain, text: `${'P'.repeat(79)}…` },
        { ...plain, text: `${'P'.repeat(79)}…` },
      ],
    ],
    [
      'a text named like a member of every object',
      ['__proto__', 'constructor'],
      [
        { ...plain, text: '__proto__' },
        { ...plain, text: 'constructor' },
      ],
    ],
  ])('%s', (_, productCodes, expected) => {
    expect(list(...productCodes.map((productCode) => ({ productCode })))).toEqual(expected);
  });
});

describe('the details of a booked extra', () => {
  const rows: [string, Omit<Ancillary, 'productCode'>, string | undefined][] = [
    ['a seat', { seat: { row: '12', column: 'A' } }, 'seat 12A'],
    ['a seat of which the row alone is told', { seat: { row: '12' } }, 'seat 12'],
    ['a seat of which nothing is told', { seat: {} }, undefined],
    ['a bag', { baggage: { piece: 1, weight: 20 } }, '1 piece, 20 kg'],
    [
      'a bag and a seat',
      { seat: { row: '1', column: 'F' }, baggage: { piece: 2 } },
      'seat 1F · 2 pieces',
    ],
  ];
  test.each(rows)('are %s', (_, ancillary, expected) => {
    expect(list({ productCode: 'Extra', ...ancillary })).toEqual([
      { text: 'Extra', count: undefined, details: expected },
    ]);
  });

  test.each([
    ['Seat', { seat: { row: '12', column: 'A' } }],
    ['Bag', { baggage: { weight: 20 } }],
  ])('name it "%s" where it has no text', (text, ancillary) => {
    expect(list({ productCode: '', ...ancillary })).toMatchObject([{ text }]);
  });

  test('tell apart what has the same text', () => {
    const bag = { productCode: 'Bag', baggage: { piece: 1, weight: 20 } };
    const extras = list(bag, { ...bag, baggage: { piece: 2 } }, bag);
    expect(extras.map(({ count, details }) => [count, details])).toEqual([
      [2, '1 piece, 20 kg'],
      [undefined, '2 pieces'],
    ]);
  });
});

describe('the flight of a booked extra', () => {
  test.each<[string, (number | undefined)[], (string | undefined)[]]>([
    ['is told by number and route', [1], ['ZX1, CAN–HGH']],
    ['comes in the order of travel', [2, 1], ['ZX1, CAN–HGH', 'ZX2, HGH–CAN']],
    ['comes behind what is of no flight', [1, undefined], [undefined, 'ZX1, CAN–HGH']],
    ['is not known by an index of none', [7], [undefined]],
    ['is told once', [1, 1], ['ZX1, CAN–HGH']],
  ])('%s', (_, indexes, expected) => {
    const groups = listByFlight(
      ...indexes.map((segmentIndex) => ({
        productCode: 'Bag',
        ...(segmentIndex === undefined ? {} : { segmentIndex }),
      })),
    );
    expect(groups.map(({ flight }) => flight)).toEqual(expected);
  });

  test('parts what is the same in all else', () => {
    const meal = { productCode: 'Meal' };
    const groups = listByFlight(
      { ...meal, segmentIndex: 1 },
      { ...meal, segmentIndex: 2 },
      { ...meal, segmentIndex: 1 },
    );
    expect(groups.map(({ items }) => items.map(({ count }) => count))).toEqual([[2], [undefined]]);
  });
});
