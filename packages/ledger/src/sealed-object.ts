import type { Sealer } from './sealer.ts';

/**
 * Where a sealed value stands, authenticated with it, so that it opens in no other place: the order
 * alone for timeline entries and sent confirmations; for the rest what it is and of what.
 */
export type SealedPlace = readonly [
  orderNo: string,
  ...(
    | readonly []
    | readonly [kind: 'held', ticketSetId: string]
    | readonly [kind: 'booking', version: string, storedAt: string]
  ),
];

/** Text for Redis of an object that is read in one place only. */
export function sealObject(sealer: Sealer, place: SealedPlace, value: object): string {
  return sealer.seal(JSON.stringify(value), contextOf(place));
}

/** The object again; `undefined` when its key is not at hand or it is damaged. */
export function openObject(sealer: Sealer, place: SealedPlace, sealed: string): object | undefined {
  const opening = sealer.open(sealed, contextOf(place));
  if (opening.kind !== 'opened') return undefined;
  return JSON.parse(opening.plaintext.toString('utf8')) as object;
}

function contextOf(place: SealedPlace): string {
  return JSON.stringify(['ledger', ...place]);
}
