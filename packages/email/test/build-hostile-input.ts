import type { EmailRenderer } from '@ticketpost/email';
import { buildOrder } from './build-order.ts';
import { writtenAt } from './build-view.ts';

/**
 * An updated confirmation with the string in every place that comes from outside, each time behind
 * a letter, so that the mail has the same rows whatever the string is. Airports have a digit there:
 * no code of a known one begins with it.
 */
export function buildHostileInput(value: string): Parameters<EmailRenderer['render']>[0] {
  const passenger = { name: `X${value}`, airlinePnrs: [`P${value}`] };
  const place = { airport: `9${value}`, time: `T${value}`, terminal: `M${value}` };
  return {
    writtenAt,
    travellerName: `T${value}`,
    orders: [
      {
        order: {
          ...buildOrder({
            ...passenger,
            ticketNos: [`Y${value}`],
            ancillaries: [
              {
                productCode: `E${value}`,
                segmentIndex: 1,
                seat: { row: `R${value}`, column: `C${value}` },
                baggage: { piece: 1, weight: 20, size: `S${value}` },
              },
            ],
          }),
          orderNo: `O${value}`,
        },
        agencyReference: `H${value}`,
        previous: buildOrder(
          { ...passenger, ticketNos: [`Z${value}`] },
          { name: `G${value}`, ticketNos: [] },
        ),
        itinerary: {
          segments: [
            {
              index: 1,
              carrier: `X${value}`,
              flightNumber: `F${value}`,
              operatingCarrier: `Q${value}`,
              departure: place,
              arrival: place,
              cabinClass: `K${value}`,
              fareFamily: `L${value}`,
            },
          ],
          airlines: [
            { code: `X${value}`, name: `N${value}`, webSite: 'https://example.com/' },
            { code: 'WW', webSite: value },
          ],
          price: { amount: `1${value}`, currency: `X${value}` },
        },
      },
      { order: { ...buildOrder({}), orderNo: `V${value}` } },
    ],
  };
}
