import type { Passenger, Segment } from '@ticketpost/schema';
import { boundText } from '../safe-text/bound-text.ts';

const maxSeatLength = 12;

/**
 * The seat that a passenger bought on a flight, for example `12A`; several are listed. Undefined
 * where none was, or where another flight of the journey has the same index.
 */
export function findSeat(
  { ancillaries }: Passenger,
  { index }: Segment,
  segments: readonly Segment[],
): string | undefined {
  if (index === undefined || segments.filter((one) => one.index === index).length !== 1) {
    return undefined;
  }
  const seats = ancillaries
    .filter(({ segmentIndex }) => segmentIndex === index)
    .flatMap(
      ({ seat }) => boundText(`${seat?.row ?? ''}${seat?.column ?? ''}`, maxSeatLength) ?? [],
    );
  return seats.length === 0 ? undefined : [...new Set(seats)].join(', ');
}
