import { readMirrored } from '../mirror-sealer.ts';
import type { ModelOrder } from './read-reply.ts';

/** Everything that is stored of an order, field by field. */
export type Dump = Readonly<Record<string, string>>;

/** A confirmation as it stands in Redis. */
export interface StoredConfirmation {
  state: string;
  attempts: number;
  uncertain?: true;
  asked?: number;
  owner?: string;
  token?: string;
  leaseUntil?: number;
  /** Sealed. */
  held?: string;
}

export const confirmationField = (ticketSet: string) => `confirmation:${ticketSet}`;

/** A ticket set's confirmation out of everything that is stored of the order. */
export function readStored(dump: Dump, ticketSet: string): StoredConfirmation | undefined {
  const text = dump[confirmationField(ticketSet)];
  return text === undefined ? undefined : (JSON.parse(text) as StoredConfirmation);
}

/** The attempt whose order is held. */
export function readHeld(stored: StoredConfirmation | undefined): number | undefined {
  if (stored?.held === undefined) return undefined;
  return (readMirrored(stored.held) as ModelOrder).attempt;
}

/** The version of the booking that stands there. */
export function readBookingVersion(dump: Dump): string | undefined {
  const text = dump['booking'];
  return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
}
