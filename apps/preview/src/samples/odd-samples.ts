import { buildFlight } from './build-flight.ts';
import { buildOrder } from './build-order.ts';
import type { Sample } from './sample.ts';

const hostileNames: Sample = {
  id: 'hostile-names',
  title: 'Names and numbers that try to break out, turn around, or never end',
  travellerName: 'Ms <b>Bold</b> \u202Eeman siht\u202C 👩‍✈️',
  orders: [
    {
      agencyReference: '"><script>alert(1)</script>',
      order: buildOrder('LKHWD20261109090000009', 'A&B<C>', [
        { name: "<SCRIPT>ALERT(1)</SCRIPT>/\"ONLOAD='X'" },
        { name: '{{CONSTRUCTOR}}/${PROCESS}' },
        { name: '\u202EEVIL\u202C/TURNED \u200B\u200BAROUND' },
        { name: 'WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERN/HUBERTBLAINE' },
        { name: '👨‍👩‍👧‍👦/EMOJI 🛫', passengerType: 'child' },
        { name: 'Z̷̢̛A̵̡L̶̨G̸O̷/Ä̴B̷C', ticketNos: ['7810000000006', '7810000000007'] },
        { name: 'علي/محمد', ticketNos: ['https://example.test/?a=1&b=2'] },
        { name: '', ticketNos: ['7810000000009'] },
      ]),
      itinerary: {
        segments: [
          buildFlight('ZX1', 'CAN 2026-11-24T08:30', 'HGH 2026-11-24T10:45', {
            operatingCarrier: '</td></tr></table><h1>Pwned',
            cabinClass: 'Economy & "More"',
            fareFamily: 'Averyveryveryverylongfarefamilynamewithoutanyspaceinitatall0123456789',
          }),
        ],
        airlines: [
          {
            code: 'ZX',
            name: 'Air <i>Italic</i> & Sons \u202Ecod.exe',
            webSite: 'https://www.air.example.com/?a=1&b="2"',
          },
        ],
        price: { amount: '0.01', currency: 'EUR' },
      },
    },
  ],
};

const unknownPlaces: Sample = {
  id: 'unknown-places',
  title: 'Airports that nobody knows, times that cannot be read, and more that is amiss',
  orders: [
    {
      order: buildOrder('LKHWD20261110090000010', 'U1NKNW', [
        { name: 'MUSTER/ERIKA', ancillaries: [{ productCode: 'PRIORITY', segmentIndex: 9 }] },
      ]),
      itinerary: {
        segments: [
          {
            index: 1,
            flightNumber: 'Q07',
            departure: { airport: 'QQZ', time: '24/11/2026 8.30', terminal: '1' },
            arrival: { airport: 'Somewhere in the North', time: 'in the evening' },
          },
          {
            index: 2,
            carrier: 'QQ',
            departure: { airport: 'LHR', time: '2026-11-25T10:00' },
            arrival: { airport: 'CDG', time: '2026-11-25T09:00', terminal: '2E' },
          },
          { departure: { airport: 'CDG' }, arrival: { airport: 'QQX', time: '2026-11-26T09:00' } },
        ],
        price: { amount: '99.95', currency: 'XQZ' },
      },
    },
  ],
};

/** Bookings that are odd on purpose. */
export const oddSamples = [hostileNames, unknownPlaces] as const;
