import type { OrderContent } from '@ticketpost/email';

const route = ['CAN', 'HGH', 'LHR', 'JFK', 'CAN'] as const;

/** An order with its flights and everything that a mail shows of them. */
export function buildJourney(options: {
  passengers: number;
  flights: number;
  orderNo?: string;
}): OrderContent {
  const { passengers, flights, orderNo = 'TESTA20261124080000001' } = options;
  return {
    order: {
      orderNo,
      orderStatus: 2,
      passengers: Array.from({ length: passengers }, (_, index) => ({
        name: `SAMPLE/PASSENGER ${'ABCDEFGHIJ'[index] ?? ''}`,
        passengerType: index === 2 ? ('child' as const) : ('adult' as const),
        ticketNos: [`781000000000${index}`],
        airlinePnrs: ['S30814'],
        ancillaries: [
          { productCode: 'Bag 20KG', segmentIndex: 1, baggage: { piece: 1, weight: 20 } },
          { productCode: 'Seat', segmentIndex: 1, seat: { row: String(index + 1), column: 'A' } },
        ],
      })),
    },
    itinerary: {
      segments: Array.from({ length: flights }, (_, index) => ({
        index: index + 1,
        direction: index < flights / 2 ? ('outbound' as const) : ('return' as const),
        carrier: 'ZX',
        flightNumber: `ZX840${index}`,
        operatingCarrier: 'YV',
        departure: {
          airport: route[index] ?? 'CAN',
          time: `2026-12-0${index + 1}T08:30`,
          terminal: '2',
        },
        arrival: {
          airport: route[index + 1] ?? 'HGH',
          time: `2026-12-0${index + 1}T19:45`,
          terminal: '4',
        },
        durationMinutes: 135,
        cabinClass: 'Economy',
        fareFamily: 'Standard',
        includedBaggage: [
          {
            passengerType: 'adult' as const,
            allowance: 'limited' as const,
            pieces: 1,
            weightKg: 23,
          },
          { passengerType: 'child' as const, allowance: 'limited' as const, weightKg: 10 },
        ],
      })),
      airlines: [
        { code: 'ZX', name: 'Example Air', webSite: 'https://www.air.example.com/check-in' },
        { code: 'YV', name: 'Feeder Express' },
      ],
      price: { amount: '1412.50', currency: 'EUR' },
    },
  };
}
