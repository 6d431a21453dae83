import type { SupplierSegmentBody } from './supplier-order-body.ts';

type Leg = Pick<
  SupplierSegmentBody,
  | 'carrier'
  | 'flightNumber'
  | 'depAirport'
  | 'depTime'
  | 'depTerminal'
  | 'arrAirport'
  | 'arrTime'
  | 'arrTerminal'
  | 'duration'
  | 'operatingCarrier'
>;

/** Invented flights. Departure and arrival lie in different time zones, so a converted time shows. */
const outboundLegs: readonly [Leg, ...Leg[]] = [
  {
    carrier: 'U2',
    flightNumber: 'U28405',
    depAirport: 'LGW',
    depTime: '203109140640',
    depTerminal: 'N',
    arrAirport: 'ALC',
    arrTime: '203109141015',
    arrTerminal: '',
    duration: 155,
    operatingCarrier: 'EC',
  },
  {
    carrier: 'U2',
    flightNumber: 'U24417',
    depAirport: 'ALC',
    depTime: '203109141320',
    depTerminal: '',
    arrAirport: 'LIS',
    arrTime: '203109141400',
    arrTerminal: '2',
    duration: 100,
    operatingCarrier: '',
  },
];

const returnLegs: readonly [Leg, ...Leg[]] = [
  {
    carrier: 'U2',
    flightNumber: 'U28406',
    depAirport: 'ALC',
    depTime: '203109211105',
    depTerminal: '',
    arrAirport: 'LGW',
    arrTime: '203109211240',
    arrTerminal: 'N',
    duration: 155,
    operatingCarrier: 'EC',
  },
];

const legs = { outbound: outboundLegs, return: returnLegs };

/** One flight for each entry, which is laid over a complete one; numbered from `firstIndex`. */
export function buildSegments(
  segments: readonly Partial<SupplierSegmentBody>[],
  options: { direction: keyof typeof legs; firstIndex: number },
): SupplierSegmentBody[] {
  const known = legs[options.direction];
  return segments.map((fields, index) => ({
    segmentIndex: options.firstIndex + index,
    ...(known[index] ?? known[0]),
    stopCities: '',
    codeShare: false,
    cabin: 'Y',
    cabinClass: 1,
    fareFamily: 'STANDARD',
    operatingFlightnumber: '',
    ...fields,
  }));
}
