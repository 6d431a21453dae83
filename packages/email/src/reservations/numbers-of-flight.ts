import type { Segment } from '@ticketpost/schema';
import type { LabelledNumber } from '../content/confirmation-view.ts';

/**
 * Those of a passenger's references or ticket numbers that hold for a flight: of a split round trip
 * the one of its half, else all of them, since nothing tells which.
 */
export function listNumbersOfFlight(
  numbers: readonly LabelledNumber[],
  { direction }: Segment,
): string[] {
  const ofLeg = numbers.filter(({ leg }) => leg !== undefined && leg === direction);
  return (ofLeg.length > 0 ? ofLeg : numbers).map(({ value }) => value);
}
