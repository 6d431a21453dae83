import type { Passenger, TicketedOrder } from '@ticketpost/schema';

/** A ticketed order; a passenger is an adult with a ticket number of their own unless told otherwise. */
export function buildOrder(
  orderNo: string,
  pnr: string,
  passengers: readonly (Partial<Passenger> & { name: string })[],
): TicketedOrder {
  return {
    orderNo,
    orderStatus: 2,
    passengers: passengers.map((passenger, index) => ({
      passengerType: 'adult',
      ticketNos: [String(7_810_000_000_001 + index)],
      airlinePnrs: [pnr],
      ancillaries: [],
      ...passenger,
    })),
  };
}
