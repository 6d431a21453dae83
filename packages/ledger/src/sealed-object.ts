import type { Sealer } from './sealer.ts';

/**
 * Where a sealed value stands, authenticated with it, so that it opens in no other place: the order
 * alone for timeline entries and sent confirmations; for the rest what it is and of what, or beside
 * what.
 */
export type SealedPlace = readonly [
  orderNo: string,
  ...(
    | readonly []
    | readonly [kind: 'held', ticketSetId: string]
    | readonly [kind: 'terms', ticketSetId: string]
    | readonly [kind: 'booking', version: string, storedAt: string]
    | readonly [kind: 'folded', head: string, timeline: string]
  ),
];

/** Text for Redis of an object that is read in one place only. */
export function sealObject(sealer: Sealer, place: SealedPlace, value: object): string {
  return sealBytes(sealer, place, Buffer.from(JSON.stringify(value)));
}

/** The object again; `undefined` when its key is not at hand or it is damaged. */
export function openObject(sealer: Sealer, place: SealedPlace, sealed: string): object | undefined {
  const bytes = openBytes(sealer, place, sealed);
  return bytes && (JSON.parse(bytes.toString('utf8')) as object);
}

/** The same for bytes. */
export function sealBytes(sealer: Sealer, place: SealedPlace, bytes: Buffer): string {
  return sealer.seal(bytes, contextOf(place));
}

export function openBytes(sealer: Sealer, place: SealedPlace, sealed: string): Buffer | undefined {
  const opening = sealer.open(sealed, contextOf(place));
  return opening.kind === 'opened' ? opening.plaintext : undefined;
}

/** The context that a place is authenticated as. */
export function contextOf(place: SealedPlace): string {
  return JSON.stringify(['ledger', ...place]);
}
