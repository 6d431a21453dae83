import type { Ancillary, Passenger, Segment } from '@ticketpost/schema';
import type { Language } from '../language/language.ts';

type Included = NonNullable<Segment['includedBaggage']>[number];

/** What the fare includes, for everybody or for one type of passenger. */
export interface IncludedBaggage {
  label: string;
  words: string;
}

/**
 * What the fare of a flight includes, in words. One line for all when it is the same for everybody
 * who travels; else a line for each type that travels.
 */
export function describeIncludedBaggage(
  entries: readonly Included[],
  travelling: ReadonlySet<Passenger['passengerType']>,
  language: Language,
): IncludedBaggage[] {
  const wordsByType = new Map<Included['passengerType'], string[]>();
  for (const entry of entries) {
    const { passengerType } = entry;
    // A passenger of unknown type may be of any.
    const travels =
      passengerType === undefined || travelling.has(passengerType) || travelling.has(undefined);
    if (!travels) continue;
    const words = wordsByType.get(passengerType) ?? [];
    wordsByType.set(passengerType, [...new Set([...words, describeAllowance(entry, language)])]);
  }
  const lines = Array.from(wordsByType, ([type, words]) => ({ type, words: words.join(' + ') }));
  const [first] = lines;
  if (first === undefined) return [];

  const isSame = lines.every(({ words }) => words === first.words);
  const isForAll = wordsByType.has(undefined) || isSubset(travelling, wordsByType);
  if (isSame && isForAll) return [{ label: language.say('flight.baggage'), words: first.words }];
  return lines.map(({ type = 'other', words }) => ({
    label: language.say('flight.baggageOf', { type }),
    words,
  }));
}

function isSubset<T>(members: ReadonlySet<T>, set: { has(member: T): boolean }): boolean {
  return [...members].every((member) => set.has(member));
}

function describeAllowance(
  { allowance, pieces, weightKg: weight }: Included,
  language: Language,
): string {
  if (allowance === 'none') return language.say('bag.none');
  const count = pieces === undefined ? undefined : language.say('bag.pieces', { count: pieces });
  const limit = weight === undefined ? undefined : language.say('bag.weight', { weight });
  if (allowance === 'unlimited') {
    if (count === undefined && limit === undefined) return language.say('bag.unlimited');
    return join(count, limit ?? language.say('bag.anyWeight'), language);
  }
  return count === undefined && limit === undefined
    ? language.say('bag.included')
    : join(count, limit, language);
}

/** Beyond it, what a bag weighs or how many there are is a slip of somebody's. */
const maxAmount = 10_000;

/**
 * A bag that was bought, in words; undefined when neither pieces nor weight are told. Here 0 means
 * that there is no limit, the opposite of an included weight of 0.
 */
export function describeBoughtBag(
  bag: NonNullable<Ancillary['baggage']>,
  language: Language,
): string | undefined {
  const count = describeLimit(bag.piece, {
    none: () => language.say('bag.anyPieces'),
    some: (pieces) => language.say('bag.pieces', { count: pieces }),
  });
  const limit = describeLimit(bag.weight, {
    none: () => language.say('bag.anyWeight'),
    some: (weight) => language.say(chooseWeightWords(bag), { weight }),
  });
  return count === undefined && limit === undefined ? undefined : join(count, limit, language);
}

function describeLimit(
  limit: number | undefined,
  words: { none: () => string; some: (limit: number) => string },
): string | undefined {
  if (limit === undefined || !(limit >= 0 && limit <= maxAmount)) return undefined;
  return limit === 0 ? words.none() : words.some(limit);
}

/** If the weight is that of each piece or of all together. One piece makes no difference. */
function chooseWeightWords({ piece, isAllWeight }: NonNullable<Ancillary['baggage']>) {
  if (isAllWeight === undefined || piece === undefined || piece === 1) return 'bag.weight';
  return isAllWeight ? 'bag.weightInAll' : 'bag.weightEach';
}

function join(pieces: string | undefined, weight: string | undefined, language: Language): string {
  if (pieces === undefined || weight === undefined) return pieces ?? weight ?? '';
  return language.say('bag.piecesAndWeight', { pieces, weight });
}
