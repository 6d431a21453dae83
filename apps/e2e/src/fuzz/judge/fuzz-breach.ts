import type { BreachKind } from '../../judge/verdict.ts';

/** Which invariant was broken. */
export type FuzzBreachKind =
  /** An answer of 5xx other than 503, or of no status that the contract has. */
  | 'server_error'
  /** An answer that the contract does not know: its status, its type or its code. */
  | 'undocumented'
  /** A complete request that was neither answered nor cut off in time. */
  | 'unanswered'
  /** A secret, or personal data, where nobody may read them. */
  | 'clear_text'
  /** A text from outside became a header or an element. */
  | 'injected'
  /** A line in a log that is an error of ours, or no line of the logger at all. */
  | 'error_logged'
  | 'memory'
  /** An honest request that was not answered with 2xx at its first try. */
  | 'not_served'
  /** What the fault suite finds at the end: lost, sent twice, to a wrong mailbox, crashes. */
  | BreachKind;

export interface FuzzBreach {
  kind: FuzzBreachKind;
  what: string;
  /** Of the request whose answer was wrong. */
  number?: number;
}
