import { describe, expect, test } from '@jest/globals';
import { computeTicketSetId } from '@ticketpost/schema';
import type { Passenger, TicketedOrder } from '@ticketpost/schema';
import fc from 'fast-check';
import { createChangesView } from '../../src/content/changes-view.ts';
import { matchPassengers } from '../../src/content/match-passengers.ts';
import { buildOrder } from '../build-order.ts';
import { english } from '../build-view.ts';

const key = Buffer.alloc(32, 5);

function compare(previous: TicketedOrder, order: TicketedOrder) {
  return createChangesView(previous, order, {
    match: matchPassengers(previous.passengers, order.passengers),
    language: english,
  });
}

/** The changes as sentences, what comes from outside in brackets. */
function tell(before: Partial<Passenger>[], now: Partial<Passenger>[]): string[] {
  const { lines = [] } = compare(buildOrder(...before), buildOrder(...now)) ?? {};
  return lines.map((line) =>
    line.map(({ kind, text }) => (kind === 'value' ? `[${text}]` : text)).join(''),
  );
}

const ann = { name: 'A/ANN', ticketNos: ['781'] };
const ben = { name: 'B/BEN', ticketNos: ['782'] };

describe('what changed', () => {
  test.each<[string, Partial<Passenger>[], Partial<Passenger>[], string[]]>([
    ['nothing', [ann, ben], [ann, ben], []],
    ['nothing by another order of passengers', [ann, ben], [ben, ann], []],
    ['nothing by letter case and spaces', [ann], [{ name: ' a/ann', ticketNos: ['781'] }], []],
    [
      'nothing by the order of numbers and repeated ones',
      [{ ...ann, ticketNos: ['1', '2'] }],
      [{ ...ann, ticketNos: ['2', '1', '2'] }],
      [],
    ],
    [
      'nothing by type and extras',
      [ann],
      [{ ...ann, passengerType: 'child', ancillaries: [{ productCode: 'Bag' }] }],
      [],
    ],
    ['a passenger who came', [ann], [ann, ben], ['Passenger added: [Ben B]']],
    ['a passenger who went', [ann, ben], [ann], ['Passenger removed: [Ben B]']],
    [
      'a corrected name',
      [ann],
      [{ ...ann, name: 'A/ANNE' }],
      ['Passenger added: [Anne A]', 'Passenger removed: [Ann A]'],
    ],
    [
      'a ticket number',
      [ann, ben],
      [ann, { ...ben, ticketNos: ['783'] }],
      ['Ticket number of [Ben B] changed from [782] to [783]'],
    ],
    [
      'one of two ticket numbers',
      [{ ...ann, ticketNos: ['1', '2'] }],
      [{ ...ann, ticketNos: ['1', '3'] }],
      ['Ticket number of [Ann A] changed from [2] to [3]'],
    ],
    [
      'a ticket number that was added',
      [ann],
      [{ ...ann, ticketNos: ['781', '791'] }],
      ['Ticket number of [Ann A] added: [791]'],
    ],
    [
      'the reference of all, once',
      [ann, ben],
      [
        { ...ann, airlinePnrs: ['T2'] },
        { ...ben, airlinePnrs: ['T2'] },
      ],
      ['Airline reference changed from [S30814] to [T2]'],
    ],
    [
      'the reference of one',
      [ann, ben],
      [ann, { ...ben, airlinePnrs: ['T2'] }],
      ['Airline reference of [Ben B] changed from [S30814] to [T2]'],
    ],
    [
      'the reference of all, of which one is new',
      [ann],
      [
        { ...ann, airlinePnrs: ['T2'] },
        { ...ben, airlinePnrs: ['T2'] },
      ],
      ['Passenger added: [Ben B]', 'Airline reference changed from [S30814] to [T2]'],
    ],
    [
      'a reference that is the ticket number, once',
      [{ name: 'A/ANN', ticketNos: ['S1'], airlinePnrs: ['S1'] }],
      [{ name: 'A/ANN', ticketNos: ['S2'], airlinePnrs: ['S2'] }],
      ['Airline reference changed from [S1] to [S2]'],
    ],
    [
      'a ticket number that was the reference',
      [{ name: 'A/ANN', ticketNos: ['S1'], airlinePnrs: ['S1'] }],
      [{ name: 'A/ANN', ticketNos: ['781'], airlinePnrs: ['S1'] }],
      ['Ticket number of [Ann A] changed from [S1] to [781]'],
    ],
    [
      'one of two passengers of the same name, by place',
      [ann, { ...ann, ticketNos: ['2'] }],
      [
        { ...ann, ticketNos: ['2'] },
        { ...ann, ticketNos: ['3'] },
      ],
      ['Ticket number of [Ann A] changed from [781] to [3]'],
    ],
    [
      'ticket numbers that were taken away',
      [{ ...ann, ticketNos: ['781', '791', '792'] }],
      [ann],
      ['Ticket number of [Ann A] removed: [791 and 792]'],
    ],
    [
      'a passenger without a name',
      [ann],
      [ann, { name: '' }],
      ['Passenger added: [a passenger without a name]'],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(tell(before, now)).toEqual(expected);
  });

  test('is something exactly when the ticket set id differs', () => {
    const passenger = fc.record({
      name: fc.constantFrom('A/ANN', 'a/ann', 'B/BEN', 'ß/Ø', 'SS/ø', ''),
      ticketNos: fc.array(fc.constantFrom('S1', 's1', 'T2', ' T2 '), { maxLength: 3 }),
      airlinePnrs: fc.array(fc.constantFrom('S1', 's1', 'P2'), { maxLength: 2 }),
    });
    const order = fc
      .array(passenger, { maxLength: 4 })
      .map((passengers) => buildOrder(...passengers));
    fc.assert(
      fc.property(order, order, fc.nat(), (one, another, turn) => {
        const turned = { ...one, passengers: [...one.passengers] };
        turned.passengers.push(...turned.passengers.splice(0, turn % 3));
        for (const other of [another, turned]) {
          const isSame = computeTicketSetId(one, key) === computeTicketSetId(other, key);
          expect(compare(one, other) === undefined).toBe(isSame);
        }
      }),
    );
  });
});
