import { decodeHead, type FoldedHead } from '../../src/folded/folded-head.ts';
import { readMirroredDeflated } from '../mirror-sealer.ts';
import type { ModelOrder } from './read-reply.ts';

/** Everything that is stored of an order, field by field. */
export type Dump = Readonly<Record<string, Buffer>>;

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

/** A ticket set's confirmation out of everything that is stored of the order, folded or not. */
export function readStored(dump: Dump, ticketSet: string): StoredConfirmation | undefined {
  const text = dump[confirmationField(ticketSet)]?.toString();
  if (text !== undefined) return JSON.parse(text) as StoredConfirmation;
  const folded = readHead(dump)?.sent.find(({ ticketSetId }) => ticketSetId === ticketSet);
  return folded && { state: 'sent', attempts: folded.attempts };
}

/** The ticket set that was sent last. */
export function readLastSent(dump: Dump): string | undefined {
  return dump['lastSent']?.toString() ?? readHead(dump)?.sent.at(-1)?.ticketSetId;
}

function readHead(dump: Dump): FoldedHead | undefined {
  const [line] = dump['folded']?.toString().split('\n') ?? [];
  return line === undefined ? undefined : decodeHead(line);
}

/** The attempt whose order is held. */
export function readHeld(stored: StoredConfirmation | undefined): number | undefined {
  if (stored?.held === undefined) return undefined;
  return (readMirroredDeflated(stored.held) as ModelOrder).attempt;
}

/** The version of the booking that stands there. */
export function readBookingVersion(dump: Dump): string | undefined {
  const text = dump['booking']?.toString();
  return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
}
