import type { Confirmation, ConfirmationState } from './confirmation.ts';
import type { Sealer } from './sealer.ts';
import type { RecordedEntry, SealedDetails, TimelineEntry } from './timeline-entry.ts';

/** All that is known of one order, oldest entry first. */
export interface OrderRecord {
  orderNo: string;
  confirmations: Confirmation[];
  timeline: RecordedEntry[];
}

/** An entry as it stands in Redis: its details are one sealed text. */
type StoredEntry = Omit<TimelineEntry, 'sealed'> & { at: string; sealed?: string };

interface StoredConfirmation {
  state: ConfirmationState;
  attempts: number;
  uncertain?: true;
  sealed?: string;
}

/** What a sent confirmation remembers, sealed as one text; `sentAt` is RFC 3339 in UTC. */
export interface SentDetails {
  sentAt: string;
  messageId: string;
  recipient: string;
  lastAnswer: string;
}

const contextOf = (orderNo: string) => JSON.stringify(['ledger', orderNo]);

/** Text for Redis of something sealed for one order. */
export function sealForOrder(sealer: Sealer, orderNo: string, details: object): string {
  return sealer.seal(JSON.stringify(details), contextOf(orderNo));
}

/** The JSON of a timeline entry; `at` is RFC 3339 in UTC. */
export function encodeEntry(
  sealer: Sealer,
  orderNo: string,
  { sealed, ...clear }: TimelineEntry & { at: string },
): string {
  const entry: StoredEntry = { ...clear };
  if (sealed !== undefined) entry.sealed = sealForOrder(sealer, orderNo, sealed);
  return JSON.stringify(entry);
}

/** Reads the hash of one order, or `undefined` when nothing is known of it. */
export function decodeOrder(
  sealer: Sealer,
  orderNo: string,
  fields: Readonly<Record<string, string>>,
): OrderRecord | undefined {
  const open = (sealed: string): object | undefined => {
    const opening = sealer.open(sealed, contextOf(orderNo));
    return opening.kind === 'opened'
      ? (JSON.parse(opening.plaintext.toString('utf8')) as object)
      : undefined;
  };
  const confirmations: Confirmation[] = [];
  const entries: { n: number; entry: RecordedEntry }[] = [];
  for (const [field, text] of Object.entries(fields)) {
    const [kind, id = ''] = field.split(':');
    if (kind === 'confirmation') {
      const { state, attempts, uncertain, sealed } = JSON.parse(text) as StoredConfirmation;
      const details = sealed === undefined ? {} : (open(sealed) as SentDetails | undefined);
      confirmations.push({
        ticketSetId: id,
        state,
        attempts,
        ...(uncertain === true ? { isUncertain: true } : {}),
        ...details,
      });
    } else if (kind === 'entry') {
      entries.push({ n: Number(id), entry: decodeEntry(JSON.parse(text) as StoredEntry, open) });
    }
  }
  if (confirmations.length === 0 && entries.length === 0) return undefined;
  entries.sort((one, other) => one.n - other.n);
  return { orderNo, confirmations, timeline: entries.map(({ entry }) => entry) };
}

function decodeEntry(
  { sealed, ...clear }: StoredEntry,
  open: (sealed: string) => SealedDetails | undefined,
): RecordedEntry {
  if (sealed === undefined) return clear;
  const details = open(sealed);
  return details === undefined ? { ...clear, isUnreadable: true } : { ...clear, sealed: details };
}
