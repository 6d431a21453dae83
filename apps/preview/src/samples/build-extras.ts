import type { Ancillary } from '@ticketpost/schema';

/** A seat on the segment of this number, for example `12A`. */
export function buildSeat(segmentIndex: number, place: string): Ancillary {
  return {
    productCode: 'Seat',
    segmentIndex,
    seat: { row: place.slice(0, -1), column: place.slice(-1) },
  };
}

/** One checked bag on the segment of this number. */
export function buildBag(segmentIndex: number, weight: number): Ancillary {
  return {
    productCode: 'Checked bag',
    segmentIndex,
    baggage: { piece: 1, weight, isAllWeight: false },
  };
}
