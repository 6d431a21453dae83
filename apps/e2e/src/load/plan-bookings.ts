import type { Random } from '../random/create-random.ts';
import type { PlannedDelivery } from './plan-load.ts';
import { planTrips, type Trip } from './plan-trips.ts';
import type { BookedTraveller } from './posted-booking.ts';

/** A booking that the agency makes, again and again until it is acknowledged. */
export interface PlannedBooking extends BookedTraveller {
  /** From the start of the load. */
  atMs: number;
}

export interface BookingOptions {
  /** Share of orders of which the agency tells; nobody ever tells of the others. */
  share: number;
  /** Probability with which an order is paired with a later one; default 0. */
  tripShare?: number;
  /** Share of trips of which only one order's booking is ever put; default 0. */
  loneShare?: number;
}

/**
 * Bookings for a share of the orders, and for all of the trips: before their first event, at the same
 * moment, or after it.
 */
export function planBookings(
  random: Random,
  deliveries: readonly PlannedDelivery[],
  { share, tripShare = 0, loneShare = 0 }: BookingOptions,
): PlannedBooking[] {
  const firstAt = new Map<string, number>();
  for (const { orderNo, atMs } of deliveries) {
    if (!firstAt.has(orderNo)) firstAt.set(orderNo, atMs);
  }
  const tripOf = new Map<string, Trip>();
  const untold = new Set<string>();
  for (const trip of planTrips(random.fork('trips'), deliveries, tripShare)) {
    const eventAt = Math.min(...trip.map((orderNo) => firstAt.get(orderNo) ?? Infinity));
    for (const orderNo of trip) {
      tripOf.set(orderNo, trip);
      if (!firstAt.has(orderNo)) firstAt.set(orderNo, eventAt);
    }
    if (random.chance(loneShare)) untold.add(random.pick(trip));
  }

  const bookings: PlannedBooking[] = [];
  for (const [orderNo, atMs] of firstAt) {
    const trip = tripOf.get(orderNo);
    const isTold = trip === undefined ? random.chance(share) : !untold.has(orderNo);
    if (!isTold) continue;
    const afterEventMs = random.pick([-random.integer(50, 3000), 0, random.integer(5, 4000)]);
    bookings.push({
      orderNo,
      mailbox: `${(trip?.[0] ?? orderNo).toLowerCase()}@example.com`,
      ...(trip === undefined ? {} : { trip }),
      atMs: Math.max(0, atMs + afterEventMs),
    });
  }
  return bookings.sort((one, other) => one.atMs - other.atMs);
}
