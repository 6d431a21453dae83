/**
 * What the scripts look at of an order's folded part (`scripts/read-folded.ts`): it stands in clear
 * before the rest, as one line.
 */
export interface FoldedHead {
  /** By which dictionaries the rest is written. */
  form: number;
  /** Number of the newest entry that is folded. */
  entries: number;
  /** How many confirmations the order had by then. */
  confirmations: number;
  /** In the order in which they were sent. */
  sent: readonly FoldedConfirmation[];
  /** Deliveries that count as received. */
  received: readonly string[];
}

interface FoldedConfirmation {
  ticketSetId: string;
  /** Counts the order's confirmations. */
  no: number;
  attempts: number;
}

/** By position: names would take a tenth of what is stored. */
type StoredHead = [
  form: number,
  entries: number,
  confirmations: number,
  sent: [ticketSetId: string, no: number, attempts: number][],
  received: readonly string[],
];

/** One line of JSON, without its end. */
export function encodeHead({ form, entries, confirmations, sent, received }: FoldedHead): string {
  const stored: StoredHead = [
    form,
    entries,
    confirmations,
    sent.map(({ ticketSetId, no, attempts }) => [ticketSetId, no, attempts]),
    received,
  ];
  return JSON.stringify(stored);
}

export function decodeHead(line: string): FoldedHead {
  const [form, entries, confirmations, sent, received] = JSON.parse(line) as StoredHead;
  return {
    form,
    entries,
    confirmations,
    sent: sent.map(([ticketSetId, no, attempts]) => ({ ticketSetId, no, attempts })),
    received,
  };
}
