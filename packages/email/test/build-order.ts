import type { Passenger, TicketedOrder } from '@ticketpost/schema';

/** A passenger whose type the event does not tell. */
export function buildUntypedPassenger(overrides: Partial<Passenger> = {}): Passenger {
  return {
    name: 'LI/SI',
    ticketNos: ['7810000000001'],
    airlinePnrs: ['S30814'],
    ancillaries: [],
    ...overrides,
  };
}

export function buildPassenger(overrides: Partial<Passenger> = {}): Passenger {
  return buildUntypedPassenger({ passengerType: 'adult', ...overrides });
}

export function buildOrder(...passengers: Partial<Passenger>[]): TicketedOrder {
  return {
    orderNo: 'TESTL20230922153224323',
    orderStatus: 2,
    passengers: passengers.map(buildPassenger),
  };
}

/** The supplier's own sample: one reference is everybody's reference and ticket number. */
export const familyOrder = buildOrder(
  { name: 'zhang/lisi', passengerType: 'child', ticketNos: ['S30814'] },
  { name: 'li/si', ticketNos: ['S30814'] },
  { name: 'zhang/san', ticketNos: ['S30814'] },
);
