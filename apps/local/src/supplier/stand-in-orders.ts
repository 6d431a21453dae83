import {
  buildSupplierOrder,
  newOrderNo,
  sampleDelivery,
  type PassengerBody,
  type SupplierOrderBody,
} from '@ticketpost/testkit';

/** With which the orders of the printed lines begin. A sandbox order is never mailed to a traveller. */
export const orderPrefixes = { sandbox: 'TESTAGAIN', booked: 'BOOKED' } as const;

/** Who travels on the orders of the printed lines. */
export const printedPassenger = {
  name: 'LI/SI',
  passengerType: 0,
  ticketNos: ['S30814'],
  airlinePNRs: ['S30814'],
} satisfies Partial<PassengerBody>;

/** The sample's order, and those under whose numbers it is posted again. */
const sampleForm = /^TEST[A-Z]\d{17}$/;

const dayMs = 24 * 60 * 60 * 1000;
const daysUntil = { outbound: 30, return: 37 };

/** An order number that no other start prints. */
export function newBookedOrderNo(): string {
  return orderPrefixes.booked + newOrderNo().replace(/^\D+/, '');
}

/**
 * What the stand-in says of an order: that it is ticketed, with the passengers whom its event names,
 * and with flights made up for a month from now. `undefined`, so not found, for any order that
 * neither we nor a printed line posts: its event is one that a stranger made up.
 */
export function findStandInOrder(orderNo: string, now: Date): SupplierOrderBody | undefined {
  const passengers = findPassengers(orderNo);
  if (passengers === undefined) return undefined;
  const at = (direction: keyof typeof daysUntil, clock: string): string =>
    `${formatDay(new Date(now.getTime() + daysUntil[direction] * dayMs))}${clock}`;
  return buildSupplierOrder({
    orderNo,
    passengers,
    segments: [{ depTime: at('outbound', '0640'), arrTime: at('outbound', '1015') }],
    returnSegments: [{ depTime: at('return', '1105'), arrTime: at('return', '1240') }],
  });
}

function findPassengers(orderNo: string): readonly Partial<PassengerBody>[] | undefined {
  if (sampleForm.test(orderNo)) return sampleDelivery().data.paxTicketInfos;
  const isPrinted = Object.values(orderPrefixes).some((prefix) => orderNo.startsWith(prefix));
  return isPrinted ? [printedPassenger] : undefined;
}

/** `YYYYMMDD`, as the supplier writes a day. */
function formatDay(day: Date): string {
  return day.toISOString().slice(0, 10).replaceAll('-', '');
}
