import type { Ancillary, Passenger, Segment } from '@ticketpost/schema';

type PassengerType = NonNullable<Passenger['passengerType']>;
type Included = NonNullable<Segment['includedBaggage']>[number];

/** What the fare includes, for everybody or for one type of passenger. */
export interface IncludedBaggage {
  whose: PassengerType | 'other passengers' | undefined;
  words: string;
}

/**
 * What the fare of a flight includes, in words. One line for all when it is the same for everybody
 * who travels; else a line for each type that travels.
 */
export function describeIncludedBaggage(
  entries: readonly Included[],
  travelling: ReadonlySet<Passenger['passengerType']>,
): IncludedBaggage[] {
  const wordsByType = new Map<Included['passengerType'], string[]>();
  for (const entry of entries) {
    const { passengerType } = entry;
    // A passenger of unknown type may be of any.
    const travels =
      passengerType === undefined || travelling.has(passengerType) || travelling.has(undefined);
    if (!travels) continue;
    const words = wordsByType.get(passengerType) ?? [];
    wordsByType.set(passengerType, [...new Set([...words, describeAllowance(entry)])]);
  }
  const lines = Array.from(wordsByType, ([type, words]) => ({ type, words: words.join(' + ') }));
  const [first] = lines;
  if (first === undefined) return [];

  const isSame = lines.every(({ words }) => words === first.words);
  const isForAll = wordsByType.has(undefined) || isSubset(travelling, wordsByType);
  if (isSame && isForAll) return [{ whose: undefined, words: first.words }];
  return lines.map(({ type, words }) => ({ whose: type ?? 'other passengers', words }));
}

function isSubset<T>(members: ReadonlySet<T>, set: { has(member: T): boolean }): boolean {
  return [...members].every((member) => set.has(member));
}

function describeAllowance({ allowance, pieces, weightKg }: Included): string {
  if (allowance === 'none') return 'none';
  const parts = [
    ...(pieces === undefined ? [] : [countPieces(pieces)]),
    ...(weightKg === undefined ? [] : [`${weightKg} kg`]),
  ];
  if (allowance === 'unlimited') {
    if (parts.length === 0) return 'unlimited';
    return [...parts, ...(weightKg === undefined ? ['no weight limit'] : [])].join(', ');
  }
  return parts.length === 0 ? 'included' : parts.join(', ');
}

/**
 * A bag that was bought, in words; undefined when neither pieces nor weight are told. Here 0 means
 * that there is no limit, the opposite of an included weight of 0.
 */
export function describeBoughtBag(bag: NonNullable<Ancillary['baggage']>): string | undefined {
  const parts = [
    ...describeLimit(bag.piece, 'any number of pieces', countPieces),
    ...describeLimit(
      bag.weight,
      'no weight limit',
      (weight) => `${weight} kg${describeSpread(bag)}`,
    ),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function describeLimit(
  limit: number | undefined,
  withoutLimit: string,
  describe: (limit: number) => string,
): string[] {
  if (limit === undefined || limit < 0) return [];
  return [limit === 0 ? withoutLimit : describe(limit)];
}

/** If the weight is that of each piece or of all together. One piece makes no difference. */
function describeSpread({ piece, isAllWeight }: NonNullable<Ancillary['baggage']>): string {
  if (isAllWeight === undefined || piece === undefined || piece === 1) return '';
  return isAllWeight ? ' in all' : ' each';
}

function countPieces(pieces: number): string {
  return pieces === 1 ? '1 piece' : `${pieces} pieces`;
}
