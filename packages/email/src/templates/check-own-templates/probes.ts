import type { Ancillary, Itinerary, Passenger, Segment, TicketedOrder } from '@ticketpost/schema';
import type { Brand } from '../../brand/brand.ts';
import type { ConfirmationInput } from '../../content/confirmation-input.ts';
import type { OrderContent } from '../../content/order-content.ts';

/** A mail to try templates with. */
export interface Probe {
  /** Completes "for …". */
  what: string;
  brand: Brand;
  input: ConfirmationInput;
}

const bareBrand: Brand = { name: 'Example Travel' };
const fullBrand: Brand = {
  ...bareBrand,
  logo: { kind: 'url', href: 'https://www.example.com/logo.png' },
  supportEmail: 'help@example.com',
  supportPhone: '+44 20 7946 0000',
  legalFooter: 'Example Travel Ltd\n1 Example Street',
};

const phoneBrand: Brand = { ...bareBrand, supportPhone: 'ask for Kim' };

const passenger = (name: string, more: Partial<Passenger> = {}): Passenger => ({
  name,
  passengerType: 'adult',
  ticketNos: ['7810000000001'],
  airlinePnrs: ['S30814'],
  ancillaries: [],
  ...more,
});
const order = (orderNo: string, ...passengers: Passenger[]): TicketedOrder => ({
  orderNo,
  orderStatus: 2,
  passengers,
});
const segment = (index: number, more: Partial<Segment> = {}): Segment => ({
  index,
  direction: 'outbound',
  carrier: 'U2',
  flightNumber: `U284${index}5`,
  operatingCarrier: 'BA',
  departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: '2' },
  arrival: { airport: 'HGH', time: '2026-11-25T00:45', terminal: '4' },
  durationMinutes: 135,
  cabinClass: 'Economy',
  fareFamily: 'Standard',
  includedBaggage: [
    { passengerType: 'adult', allowance: 'limited', pieces: 1, weightKg: 23 },
    { passengerType: 'child', allowance: 'none' },
  ],
  ...more,
});
const extrasOf = (segmentIndex: number): Ancillary[] => [
  { productCode: 'Standard seat', segmentIndex, seat: { row: '12', column: 'A' } },
  { productCode: 'Checked bag 20KG', segmentIndex, baggage: { piece: 1, weight: 20 } },
];
const roundTrip: Itinerary = {
  segments: [
    segment(1),
    segment(2, {
      departure: { airport: 'PVG', time: '2026-11-25T06:10' },
      arrival: { airport: 'LHR', time: '2026-11-25T11:20', terminal: '5' },
    }),
    segment(3, {
      direction: 'return',
      departure: { airport: 'LHR', time: '2026-12-01T23:10' },
      arrival: { airport: 'CAN', time: 'soon' },
    }),
  ],
  airlines: [{ code: 'U2', name: 'Example Air', webSite: 'https://www.example.com/check-in' }],
  price: { amount: '1412.50', currency: 'EUR' },
};

const family = order(
  'PROBE20260102030405001',
  passenger('EXAMPLE/MIA', { ticketNos: ['7810000000001', '7810000000002'] }),
  passenger('EXAMPLE/LEO', { ticketNos: ['7810000000003'], ancillaries: extrasOf(1) }),
  passenger('EXAMPLE/KIM', { passengerType: 'child', ticketNos: ['S30814'] }),
);
const crowd = (ticketStart: string) =>
  order(
    'PROBE20260102030405009',
    ...Array.from({ length: 9 }, (_, index) =>
      passenger(`EXAMPLE/PERSON${'ABCDEFGHI'.charAt(index)}`, {
        ticketNos: [`${ticketStart}00000000${index}1`, `${ticketStart}00000000${index}2`],
        airlinePnrs: [`A${ticketStart}${index}`, `B${ticketStart}${index}`],
        ancillaries: [1, 2, 3, 4].flatMap(extrasOf),
      }),
    ),
  );

const markup = `"'><img src=x onerror=alert(1)><a href=javascript:alert(1)>\u202e{{this}}`;
const address = 'javascript:alert(1)';
const strange: OrderContent = {
  order: order(
    'PROBE20260102030405007',
    passenger(`${markup}/${markup}`, { ancillaries: [{ productCode: markup, segmentIndex: 1 }] }),
    passenger(address, { ticketNos: ['7810000000009'], ancillaries: [{ productCode: address }] }),
  ),
  itinerary: {
    segments: [
      segment(1, {
        flightNumber: markup,
        departure: { airport: markup, time: markup, terminal: markup },
        arrival: { airport: address, time: '2026-11-24T08:30', terminal: address },
        cabinClass: markup,
        fareFamily: address,
      }),
    ],
    airlines: [{ code: 'U2', name: markup, webSite: address }],
  },
  agencyReference: markup,
};

const writtenAt = new Date('2026-01-02T03:04:05Z');
const mail = (
  orders: ConfirmationInput['orders'],
  more: Partial<ConfirmationInput> = {},
): ConfirmationInput => ({ orders, writtenAt, ...more });

/** One of each kind of mail; the first has the most in it. */
export const probes: readonly [Probe, ...Probe[]] = [
  {
    what: 'a family with flights',
    brand: fullBrand,
    input: mail([{ order: family, itinerary: roundTrip, agencyReference: 'BT-1042' }], {
      hasPrintout: true,
    }),
  },
  {
    what: 'an order without flights',
    brand: bareBrand,
    input: mail([{ order: family }]),
  },
  {
    what: 'an order of which little is known',
    brand: bareBrand,
    input: mail([
      {
        order: order('PROBE20260102030405002', {
          ...{ name: '', ticketNos: ['S30815'], airlinePnrs: ['S30814'], ancillaries: [] },
        }),
        itinerary: { segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'ZZZ' } }] },
      },
    ]),
  },
  {
    what: 'tickets that changed',
    brand: fullBrand,
    input: mail([{ order: crowd('7'), previous: crowd('6'), revision: 1 }]),
  },
  {
    what: 'a mail that is sent again',
    brand: fullBrand,
    input: mail([{ order: family, itinerary: roundTrip }], { isResend: true }),
  },
  {
    what: 'a trip of two orders',
    brand: phoneBrand,
    input: mail([
      { order: family, itinerary: roundTrip },
      { order: order('PROBE20260102030405003', passenger('EXAMPLE/MIA')) },
    ]),
  },
  {
    what: 'nine passengers on four flights',
    brand: fullBrand,
    input: mail([
      {
        order: crowd('8'),
        itinerary: { ...roundTrip, segments: [1, 2, 3, 4].map((index) => segment(index)) },
      },
    ]),
  },
  {
    what: 'names that hold markup',
    brand: fullBrand,
    input: mail([strange], { travellerName: markup }),
  },
];

/** Every number that a traveller needs of a mail: of orders, airline references and tickets. */
export function listNumbers({ input }: Probe): string[] {
  const numbers = input.orders.flatMap(({ order: { orderNo, passengers } }) => [
    orderNo,
    ...passengers.flatMap(({ airlinePnrs, ticketNos }) => [...airlinePnrs, ...ticketNos]),
  ]);
  return [...new Set(numbers)];
}
