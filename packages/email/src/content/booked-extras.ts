import type { Ancillary } from '@ticketpost/schema';
import { describeBoughtBag } from './baggage-words.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { cleanText } from '../safe-text/clean-text.ts';
import { shortenText } from '../safe-text/shorten-text.ts';

/** Names the flight of a `segmentIndex`; undefined where it cannot be told. */
export type FlightNames = (segmentIndex: number) => string | undefined;

export interface BookedExtra {
  /** The supplier's display text; what kind of extra it is where there is none. */
  text: string;
  /** How often it was booked, where more than once: entries repeat per unit and per segment. */
  count: number | undefined;
  /** Seat, bag and flight, in words. */
  details: string | undefined;
}

const maxTextLength = 80;
const maxSeatLength = 12;

/**
 * Lists booked extras in the order they came, those that are the same in all that is shown once
 * with a count.
 */
export function listBookedExtras(
  ancillaries: readonly Ancillary[],
  nameFlight: FlightNames,
): BookedExtra[] {
  const byKey = new Map<string, BookedExtra>();
  for (const { productCode, segmentIndex, seat, baggage } of ancillaries) {
    const seatPlace = boundText(`${seat?.row ?? ''}${seat?.column ?? ''}`, maxSeatLength);
    const bag = baggage && describeBoughtBag(baggage);
    const kind = [seatPlace && 'Seat', bag && 'Bag'].find(Boolean);
    const text = [cleanText(productCode), kind].find(Boolean);
    if (text === undefined) continue;

    const flight = segmentIndex === undefined ? undefined : nameFlight(segmentIndex);
    const details = [seatPlace && `seat ${seatPlace}`, bag, flight && `flight ${flight}`]
      .filter(Boolean)
      .join(' · ');
    const key = JSON.stringify([text, details]);
    byKey.set(key, {
      text: shortenText(text, maxTextLength),
      count: (byKey.get(key)?.count ?? 0) + 1,
      details: details === '' ? undefined : details,
    });
  }
  return Array.from(byKey.values(), (extra) => ({
    ...extra,
    count: extra.count === 1 ? undefined : extra.count,
  }));
}
