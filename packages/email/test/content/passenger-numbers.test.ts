import { describe, expect, test } from '@jest/globals';
import { readPassengerNumbers } from '../../src/content/passenger-numbers.ts';

interface Row {
  fact: string;
  airlinePnrs: string[];
  ticketNos: string[];
  references: string[];
  tickets: string[];
  isTicketedUnderReference?: boolean;
}

const rows: Row[] = [
  {
    fact: 'a ticket number of its own stands beside the reference',
    airlinePnrs: ['S30814'],
    ticketNos: ['7810000000001'],
    references: ['S30814'],
    tickets: ['7810000000001'],
  },
  {
    fact: 'a ticket number equal to the reference is shown as the reference alone',
    airlinePnrs: ['S30814'],
    ticketNos: ['S30814'],
    references: ['S30814'],
    tickets: [],
    isTicketedUnderReference: true,
  },
  {
    fact: 'the same in another letter case and with invisible characters',
    airlinePnrs: ['S30814'],
    ticketNos: ['s30\u200b814'],
    references: ['S30814'],
    tickets: [],
    isTicketedUnderReference: true,
  },
  {
    fact: 'two ticket numbers are outbound and return',
    airlinePnrs: ['S30814'],
    ticketNos: ['781', '782'],
    references: ['S30814'],
    tickets: ['outbound 781', 'return 782'],
  },
  {
    fact: 'two references beside two ticket numbers are outbound and return too',
    airlinePnrs: ['AAA', 'BBB'],
    ticketNos: ['781', '782'],
    references: ['outbound AAA', 'return BBB'],
    tickets: ['outbound 781', 'return 782'],
  },
  {
    fact: 'two ticket numbers equal to the two references',
    airlinePnrs: ['AAA', 'BBB'],
    ticketNos: ['AAA', 'BBB'],
    references: ['outbound AAA', 'return BBB'],
    tickets: [],
    isTicketedUnderReference: true,
  },
  {
    fact: 'the number left of two keeps its half of the journey',
    airlinePnrs: ['AAA', 'BBB'],
    ticketNos: ['AAA', '782'],
    references: ['outbound AAA', 'return BBB'],
    tickets: ['return 782'],
  },
  {
    fact: 'references in the opposite order to the ticket numbers are not labelled',
    airlinePnrs: ['BBB', 'AAA'],
    ticketNos: ['AAA', 'BBB'],
    references: ['BBB', 'AAA'],
    tickets: [],
    isTicketedUnderReference: true,
  },
  {
    fact: 'two references alone do not prove a round trip',
    airlinePnrs: ['AAA', 'BBB'],
    ticketNos: ['781'],
    references: ['AAA', 'BBB'],
    tickets: ['781'],
  },
  {
    fact: 'the same ticket number twice is one, without a label',
    airlinePnrs: ['AAA'],
    ticketNos: ['781', '781'],
    references: ['AAA'],
    tickets: ['781'],
  },
  {
    fact: 'three ticket numbers have no labels',
    airlinePnrs: ['AAA'],
    ticketNos: ['781', '782', '783'],
    references: ['AAA'],
    tickets: ['781', '782', '783'],
  },
  {
    fact: 'empty entries count for nothing',
    airlinePnrs: ['', 'AAA'],
    ticketNos: ['\u200b', '781'],
    references: ['AAA'],
    tickets: ['781'],
  },
  { fact: 'no numbers at all', airlinePnrs: [], ticketNos: [], references: [], tickets: [] },
  {
    fact: 'a number beyond all measure is cut visibly',
    airlinePnrs: [],
    ticketNos: ['9'.repeat(100)],
    references: [],
    tickets: [`${'9'.repeat(39)}…`],
  },
];

describe('numbers of a passenger', () => {
  test.each(rows)('$fact', ({ airlinePnrs, ticketNos, references, tickets, ...row }) => {
    const numbers = readPassengerNumbers({ airlinePnrs, ticketNos });
    const describeNumber = ({ leg, value }: { leg?: string | undefined; value: string }) =>
      leg === undefined ? value : `${leg} ${value}`;
    expect(numbers.references.map(describeNumber)).toEqual(references);
    expect(numbers.tickets.map(describeNumber)).toEqual(tickets);
    expect(numbers.isTicketedUnderReference).toBe(row.isTicketedUnderReference ?? false);
  });
});

describe('numbers that were mailed before', () => {
  test.each([
    ['are not new', ['AAA'], ['AAA'], []],
    ['are not new in another letter case', ['AAA'], ['aaa'], []],
    ['leave those beside them new', ['AAA', 'BBB'], ['AAA'], ['BBB']],
    ['were none', ['AAA'], [], ['AAA']],
  ])('%s', (_, now, before, expected) => {
    const numbers = readPassengerNumbers(
      { airlinePnrs: now, ticketNos: now.map((number) => `T${number}`) },
      { airlinePnrs: before, ticketNos: before.map((number) => `T${number}`) },
    );
    const newOf = (list: typeof numbers.tickets) =>
      list.filter(({ isNew }) => isNew).map(({ value }) => value);
    expect(newOf(numbers.references)).toEqual(expected);
    expect(newOf(numbers.tickets)).toEqual(expected.map((number) => `T${number}`));
  });

  test('without them, nothing is new', () => {
    const numbers = readPassengerNumbers({ airlinePnrs: ['AAA'], ticketNos: ['781'] });
    expect([...numbers.references, ...numbers.tickets].some(({ isNew }) => isNew)).toBe(false);
  });
});
