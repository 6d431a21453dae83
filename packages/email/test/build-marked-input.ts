import type { Brand, ConfirmationInput } from '@ticketpost/email';
import { buildOrder } from './build-order.ts';
import { writtenAt } from './build-view.ts';

/** Every place of a mail that is filled from outside, as `fill` fills it. */
type Fill = (place: string) => string;

/**
 * An updated confirmation of a journey that is told in full, calendar and data for machines
 * included, with a text of its own in each place.
 */
export function buildMarkedInput(fill: Fill): ConfirmationInput {
  const person = { name: `${fill('family')}/${fill('given')}`, airlinePnrs: [fill('reference')] };
  return {
    writtenAt,
    travellerName: fill('traveller'),
    orders: [
      {
        order: {
          ...buildOrder({
            ...person,
            ticketNos: [fill('ticket')],
            ancillaries: [
              {
                productCode: fill('product'),
                segmentIndex: 1,
                seat: { row: '12', column: fill('column') },
                baggage: { piece: 1, weight: 20, size: fill('size') },
              },
            ],
          }),
          orderNo: fill('order'),
        },
        agencyReference: fill('agency'),
        previous: buildOrder(
          { ...person, ticketNos: [fill('formerTicket')] },
          { name: `${fill('formerFamily')}/A`, ticketNos: [] },
        ),
        itinerary: {
          segments: [
            {
              index: 1,
              carrier: 'ZX',
              flightNumber: `no. ${fill('flight')}`,
              operatingCarrier: fill('operator'),
              departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: fill('terminal') },
              arrival: {
                airport: 'HGH',
                time: '2026-11-24T10:45',
                terminal: fill('otherTerminal'),
              },
              cabinClass: fill('cabin'),
              fareFamily: fill('fare'),
            },
            {
              index: 2,
              carrier: `no. ${fill('carrier')}`,
              flightNumber: `no. ${fill('laterFlight')}`,
              departure: { airport: `9${fill('airport')}`, time: fill('time') },
              arrival: { airport: `9${fill('otherAirport')}`, time: fill('laterTime') },
            },
          ],
          airlines: [{ code: 'ZX', name: fill('airline'), webSite: 'https://example.com/' }],
          price: { amount: '1412.5', currency: 'EUR' },
        },
      },
      { order: { ...buildOrder({}), orderNo: fill('secondOrder') } },
    ],
  };
}

/** An agency with a text of its own wherever its settings take one. */
export function buildMarkedBrand(fill: Fill): Brand {
  return {
    name: fill('brand'),
    color: '#0b4a6f',
    logo: { kind: 'url', href: 'https://brand.example.com/logo.png' },
    supportEmail: 'help@example.com',
    supportPhone: '+442079460000',
    // Its line breaks are the agency's own, and stay.
    legalFooter: [fill('footer'), fill('secondFooter')]
      .map((line) => line.replaceAll(/[\r\n\v\f\u0085\u2028\u2029]/gu, ' '))
      .join('\n'),
  };
}
