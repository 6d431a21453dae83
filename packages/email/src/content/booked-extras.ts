import type { Ancillary } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';
import { boundText } from '../safe-text/bound-text.ts';
import { cleanText } from '../safe-text/clean-text.ts';
import { shortenText } from '../safe-text/shorten-text.ts';
import { describeBoughtBag } from './baggage-words.ts';
import type { BookedExtra, ExtrasView } from './confirmation-view.ts';
import type { FindFlight, NamedFlight } from './flight-names.ts';

const maxTextLength = 80;
const maxSeatLength = 12;

/**
 * Lists booked extras by flight, in the order of travel, those of no flight that is known first; on
 * each in the order they came, those that are the same in all that is shown once with a count.
 */
export function listBookedExtras(
  ancillaries: readonly Ancillary[],
  { findFlight, language }: { findFlight: FindFlight; language: Language },
): ExtrasView[] {
  const groups = new Map<NamedFlight | undefined, Map<string, BookedExtra>>();
  for (const ancillary of ancillaries) {
    const extra = describeExtra(ancillary, language);
    if (extra === undefined) continue;
    const { segmentIndex } = ancillary;
    const flight = segmentIndex === undefined ? undefined : findFlight(segmentIndex);
    const group = groups.get(flight) ?? new Map<string, BookedExtra>();
    const { text, details } = extra;
    // Two long texts may differ only in what is cut off.
    const key = JSON.stringify([text, details]);
    const count = (group.get(key)?.count ?? 0) + 1;
    groups.set(flight, group.set(key, { text: shortenText(text, maxTextLength), count, details }));
  }
  return [...groups]
    .sort(([one], [other]) => (one?.place ?? -1) - (other?.place ?? -1))
    .map(([flight, group]) => ({
      flight: flight?.name,
      items: Array.from(group.values(), (extra) => ({
        ...extra,
        count: extra.count === 1 ? undefined : extra.count,
      })),
    }));
}

function describeExtra(
  { productCode, seat, baggage }: Ancillary,
  language: Language,
): Omit<BookedExtra, 'count'> | undefined {
  const place = boundText(`${seat?.row ?? ''}${seat?.column ?? ''}`, maxSeatLength);
  const bag = baggage && describeBoughtBag(baggage, language);
  const text = cleanText(productCode);
  const details = [
    ...(place === undefined ? [] : [language.say('extra.seatPlace', { place })]),
    ...(bag === undefined ? [] : [bag]),
  ].join(' · ');
  if (text === '' && details === '') return undefined;
  const kind = place === undefined ? 'extra.bag' : 'extra.seat';
  return {
    text: text === '' ? language.say(kind) : text,
    details: details === '' ? undefined : details,
  };
}
