import type { ConfirmationInput } from '@ticketpost/email';
import { buildItinerary, buildSegment, familyItinerary } from '../build-itinerary.ts';
import { buildOrder, familyOrder } from '../build-order.ts';
import { writtenAt } from '../build-view.ts';

/** Everything that a mail can have in it: changes, an overnight connection, extras, a second order. */
export const fullInput: ConfirmationInput = {
  writtenAt,
  hasPrintout: true,
  orders: [
    {
      order: {
        ...familyOrder,
        passengers: familyOrder.passengers.map((passenger) => ({
          ...passenger,
          ancillaries: [{ productCode: 'Standard seat', segmentIndex: 1, seat: { row: '12' } }],
        })),
      },
      previous: buildOrder({ name: 'li/si', airlinePnrs: ['OLD1'] }),
      agencyReference: 'BT-1042',
      itinerary: {
        ...familyItinerary,
        ...buildItinerary([
          buildSegment({
            direction: 'outbound',
            arrival: { airport: 'HGH', time: '2026-11-25T00:45', terminal: '4' },
            durationMinutes: 975,
            operatingCarrier: 'YV',
            cabinClass: 'Economy',
            includedBaggage: [{ allowance: 'limited', pieces: 1 }],
          }),
          buildSegment({
            direction: 'outbound',
            index: 2,
            departure: { airport: 'HGH', time: '2026-11-26T09:00' },
            arrival: { airport: 'QQQ', time: 'in the afternoon' },
          }),
        ]),
      },
    },
    {
      order: {
        ...buildOrder(
          { airlinePnrs: ['AAA', 'BBB'], ticketNos: ['781', '782'] },
          { name: 'B/BEN' },
        ),
        orderNo: 'SECOND2',
      },
    },
  ],
};

/** As little as a mail can have in it. */
export const bareInput: ConfirmationInput = {
  writtenAt,
  orders: [{ order: buildOrder({ name: '', ticketNos: [] }) }],
};
