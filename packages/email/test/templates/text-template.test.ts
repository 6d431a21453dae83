import { describe, expect, test } from '@jest/globals';
import { bareItinerary, buildItinerary, familyItinerary } from '../build-itinerary.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { brand, buildTripView, buildView, writeText } from '../build-view.ts';

/** That the parts stand in the text one after the other. */
function expectInOrder(whole: string, parts: string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    expect({ part, isFound: at !== -1 }).toEqual({ part, isFound: true });
    from = at + part.length;
  }
}

const headings = /^[A-Z ?]+$/gmu;

describe('the text part', () => {
  test('of a family with flights', () => {
    const order = buildOrder(
      {
        name: 'zhang/lisi',
        passengerType: 'child',
        ancillaries: [{ productCode: 'Bag 20KG' }, { productCode: 'Bag 20KG' }],
      },
      {
        name: 'li/si',
        ticketNos: ['7810000000002'],
        ancillaries: [{ productCode: 'Window', segmentIndex: 2, seat: { row: '12', column: 'A' } }],
      },
    );
    const view = buildView({ order, itinerary: familyItinerary, agencyReference: 'AG-1' });
    expect(writeText({ ...view, hasCalendar: true, hasPrintout: true, legalFooter: ['A', 'B'] }))
      .toBe(`Your tickets are issued
Guangzhou – Hangzhou · Tue 24 Nov 2026
Booked with Example Travel

Hello Si Li,

Here are your booking details. Have them at hand when you check in with
the airline.

Airline reference: S30814
Order number: TESTL20230922153224323
Your booking number: AG-1
Total price: EUR\u00a01,412.50


FLIGHTS

All times are local times at the airport.

Outbound

1. Tue 24 Nov 2026 · Flight ZX8405
   Departure: 08:30 · Guangzhou, China
     Guangzhou Baiyun International Airport (CAN) · Terminal 2
   Arrival: 10:45 · Hangzhou, China
     Hangzhou Xiaoshan International Airport (HGH) · Terminal 4
   Duration: 2 h 15 min
   Airline: Example Air (ZX)
   Operated by: Feeder Express (YV)
   Cabin: Economy
   Fare: Standard
   Included baggage (adult): 1 piece, 23 kg
   Included baggage (child): 10 kg

Return

2. Tue 1 Dec 2026 · Flight ZX8406
   Departure: 23:10 · Hangzhou, China
     Hangzhou Xiaoshan International Airport (HGH) · Terminal 4
   Arrival: 01:35 (+1 day) · Wed 2 Dec 2026 · Guangzhou, China
     Guangzhou Baiyun International Airport (CAN) · Terminal 2
   Duration: 2 h 25 min
   Airline: Example Air (ZX)
   Cabin: Economy
   Fare: Light
   Included baggage: none


PASSENGERS

1. Lisi Zhang (child)
   Name on ticket: ZHANG/LISI
   Ticket number: 7810000000001
   Extras:
     Bag 20KG (×2)

2. Si Li (adult)
   Name on ticket: LI/SI
   Ticket number: 7810000000002
   Extras on flight ZX8406, HGH–CAN:
     Window · seat 12A


CHECK IN WITH THE AIRLINE

Example Air:
  https://www.air.example.com/check-in

The flights are attached as a calendar file.
A page to print is attached.

IS A NAME WRONG?

Compare every name with the passport or identity card used for travel.
If one is wrong, tell Example Travel straight away and quote order
TESTL20230922153224323. Names are hard to change close to departure.


CONTACT Example Travel

E-mail: help@example.com
Phone: +44 20 7946 0000

--
Example Travel sends you this message because tickets were issued for
order TESTL20230922153224323.
A
B
`);
  });

  test('without an itinerary is the same without flights', () => {
    const text = writeText(buildView(familyOrder));
    expect(text.match(headings)).toEqual(['PASSENGERS', 'IS A NAME WRONG?']);
  });

  test('of a flight of which little is told has no empty lines for the rest', () => {
    const text = writeText(buildView({ order: familyOrder, itinerary: bareItinerary }));
    expect(text).toContain(`1. Flight 1
   Departure: Guangzhou, China
     Guangzhou Baiyun International Airport (CAN)
   Arrival: Hangzhou, China
     Hangzhou Xiaoshan International Airport (HGH)
`);
  });

  test('has a transfer above the flight it leads to', () => {
    const itinerary = buildItinerary([
      {
        flightNumber: 'ZX1',
        departure: { airport: 'CAN', time: '2026-11-24T08:30' },
        arrival: { airport: 'HGH', time: '2026-11-24T22:45' },
      },
      {
        flightNumber: 'ZX2',
        departure: { airport: 'HGH', time: '2026-11-25T06:45' },
        arrival: { airport: 'X1X', time: 'morning' },
      },
    ]);
    expectInOrder(writeText(buildView({ order: familyOrder, itinerary })), [
      'Flight ZX1\n',
      '\n\nConnection in Hangzhou: 8 h (overnight)\n\n',
      'Flight ZX2\n',
      '   Arrival: morning\n     X1X\n',
    ]);
  });

  test('has what changed before all else', () => {
    const previous = buildOrder(
      { name: 'zhang/lisi', airlinePnrs: ['OLD1'], ticketNos: ['OLD1'] },
      { name: 'wang/wu', airlinePnrs: ['OLD1'], ticketNos: ['OLD1'] },
    );
    const text = writeText(buildView({ order: familyOrder, previous }));
    expect(text.startsWith('Your tickets have changed\n')).toBe(true);
    expectInOrder(text, [
      'WHAT HAS CHANGED\n\n- Passenger added: Si Li\n- Passenger added: San Zhang\n',
      '- Passenger removed: Wu Wang\n- Airline reference changed from OLD1 to S30814\n',
      'Airline reference: S30814 [new]\n',
      '1. Lisi Zhang (child)\n',
      '2. Si Li (adult) [new]\n',
    ]);
  });

  test('of a mail sent again says so first', () => {
    const text = writeText(buildView(familyOrder, { isResend: true }));
    expect(text.startsWith('Your tickets, sent again\n')).toBe(true);
  });

  test('names the halves of a split round trip', () => {
    const order = buildOrder({ airlinePnrs: ['AA1', 'BB2'], ticketNos: ['781', '782'] });
    expectInOrder(writeText(buildView(order)), [
      '\nAirline reference (outbound): AA1\nAirline reference (return): BB2\n',
      '   Ticket number (outbound): 781\n   Ticket number (return): 782\n',
    ]);
  });

  test('has a section for each order of a trip', () => {
    const second = { ...buildOrder({ name: '' }), orderNo: 'SECOND' };
    const text = writeText(buildTripView([{ order: familyOrder }, { order: second }]));
    expectInOrder(text, [
      '*** Order 1 of 2 ***',
      'Lisi Zhang',
      '*** Order 2 of 2 ***',
      'Order number: SECOND',
      '1. Passenger 1 (adult)\n',
      'quote orders\nTESTL20230922153224323 and SECOND.',
    ]);
    expect(text.split('Hello')).toHaveLength(2);
  });

  test('has no contact where none is configured', () => {
    const bare = { brand: { name: 'Example Travel' } };
    expect(writeText(buildView(familyOrder, bare))).not.toContain('CONTACT');
  });

  test('has values as they are, unescaped and on one line', () => {
    const order = buildOrder({ name: "O'NEIL/A & B", airlinePnrs: ['A&B'] });
    const text = writeText(buildView(order, { brand: { ...brand, name: '<b>Brand</b>\r\n' } }));
    expectInOrder(text, ['Airline reference: A&B\n', "O'NEIL/A & B\n", '<b>Brand</b> sends']);
  });

  test('cuts visibly', () => {
    const text = writeText(
      buildView(
        buildOrder({ name: 'N'.repeat(10_000), ancillaries: [{ productCode: 'P'.repeat(500) }] }),
      ),
    );
    expect(text).toMatch(/(?<!N)N{119}…/u);
    expect(text).toMatch(/(?<!P)P{79}…/u);
  });

  test('has no line of prose above 72 columns', () => {
    const view = buildView({ order: familyOrder, itinerary: familyItinerary });
    const long = writeText(view)
      .split('\n')
      .filter((line) => line.length > 72);
    expect(long).toEqual([]);
  });
});
