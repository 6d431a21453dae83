import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  computeTicketSetId,
  findDifference,
  type Difference,
  type Passenger,
  type TicketedOrder,
} from '../src/index.ts';

const key = Buffer.alloc(32, 5);

function traveller(name: string, ticketNos: string[], airlinePnrs: string[] = ['P1']): Passenger {
  return { name, ticketNos, airlinePnrs, ancillaries: [] };
}

function orderOf(...passengers: Passenger[]): TicketedOrder {
  return { orderNo: 'N1', passengers };
}

const lisi = traveller('zhang/lisi', ['A1', 'A2']);
const san = traveller('zhang/san', ['B1']);

describe('what differs', () => {
  test.each<[string, Passenger[], Passenger[], Difference[]]>([
    ['nothing', [lisi, san], [lisi, san], []],
    ['only the order of the passengers', [lisi, san], [san, lisi], []],
    ['only letter case and spaces', [lisi], [traveller(' ZHANG/LISI', ['a2 ', 'A1'], ['p1'])], []],
    ['only extras', [lisi], [{ ...lisi, ancillaries: [{ productCode: 'BAG' }] }], []],
    ['one passenger more', [lisi], [lisi, san], ['passengers']],
    ['all passengers: the event was a hint', [], [lisi, san], ['passengers']],
    ['a name', [lisi, san], [lisi, { ...san, name: 'zhang/si' }], ['passengers']],
    ['a ticket number', [lisi], [traveller('zhang/lisi', ['A1', 'A3'])], ['ticket_numbers']],
    ['one ticket number more', [traveller('zhang/lisi', ['A1'])], [lisi], ['ticket_numbers']],
    ['a reference', [lisi], [{ ...lisi, airlinePnrs: ['P2'] }], ['airline_references']],
    ['no reference before', [{ ...lisi, airlinePnrs: [] }], [lisi], ['airline_references']],
    [
      'a number and a reference',
      [lisi],
      [traveller('zhang/lisi', ['C1'], ['P2'])],
      ['ticket_numbers', 'airline_references'],
    ],
    [
      'swapped numbers',
      [lisi, san],
      [traveller('zhang/lisi', ['B1']), traveller('zhang/san', ['A1', 'A2'])],
      ['ticket_numbers'],
    ],
    [
      'a passenger more, and a number of the other',
      [lisi],
      [traveller('zhang/lisi', ['C1']), san],
      ['passengers', 'ticket_numbers'],
    ],
    ['a namesake more who shares the number', [san], [san, san], ['passengers']],
    [
      'references that namesakes swapped',
      [traveller('li/si', ['A1'], ['P1']), traveller('li/si', ['A2'], ['P2'])],
      [traveller('li/si', ['A1'], ['P2']), traveller('li/si', ['A2'], ['P1'])],
      ['airline_references'],
    ],
  ])('%s', (_, reported, confirmed, expected) => {
    expect(findDifference(orderOf(...reported), orderOf(...confirmed))).toEqual(expected);
    expect(findDifference(orderOf(...confirmed), orderOf(...reported))).toEqual(expected);
  });
});

test('there is a difference exactly when the ticket set ids differ', () => {
  const numbers = fc.array(fc.constantFrom('A1', 'a1', 'B2', ''), { maxLength: 2 });
  const someone = fc.record({
    name: fc.constantFrom('li/si', 'LI/SI ', 'li/san'),
    ticketNos: numbers,
    airlinePnrs: numbers,
    ancillaries: fc.constant<Passenger['ancillaries']>([]),
  });
  const someOrder = fc
    .array(someone, { maxLength: 3 })
    .map((passengers): TicketedOrder => orderOf(...passengers));
  const seen = { same: 0, different: 0 };
  fc.assert(
    fc.property(someOrder, someOrder, (one, other) => {
      const isSame = computeTicketSetId(one, key) === computeTicketSetId(other, key);
      seen[isSame ? 'same' : 'different'] += 1;
      expect(findDifference(one, other).length === 0).toBe(isSame);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.same, seen.different)).toBeGreaterThan(0);
});
