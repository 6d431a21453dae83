import type { ProblemCode } from '../http/problem.ts';

/** What came of a decision about one delivery. */
export type OutcomeKind =
  | 'redriven'
  | 'released'
  | 'discarded'
  | 'possible'
  | 'not_found'
  | 'not_a_dead_letter'
  | 'already_sent'
  | 'uncertain'
  | 'erased'
  | 'busy'
  | 'unknown_key'
  | 'unreadable'
  | 'damaged'
  | 'malformed_json'
  | 'invalid_event'
  | 'not_stored';

export interface OutcomeWords {
  /** In a table, or as a headline. */
  title: string;
  text: string;
  /** How it is answered over HTTP; problems by their code. */
  status: number;
  code?: ProblemCode;
}

/** What came of it, for people and programs. */
export const outcomeWords: Readonly<Record<OutcomeKind, OutcomeWords>> = {
  redriven: {
    title: 'Redriven',
    text: 'It is back on the queue, with all its attempts before it again.',
    status: 200,
  },
  released: {
    title: 'Released',
    text: 'It is on the queue, as if it had just come.',
    status: 200,
  },
  discarded: { title: 'Discarded', text: 'It is gone for good.', status: 200 },
  possible: { title: 'Would go through', text: 'Nothing speaks against it.', status: 200 },
  not_found: {
    title: 'Not there any more',
    text: 'Somebody else decided on it, or it was never there.',
    status: 404,
    code: 'not_found',
  },
  not_a_dead_letter: {
    title: 'No dead letter any more',
    text: 'Somebody put it back on the queue already, or it has ended well.',
    status: 409,
    code: 'not_a_dead_letter',
  },
  already_sent: {
    title: 'Already sent',
    text: 'The confirmation went out otherwise. There is nothing left to do but discard this.',
    status: 409,
    code: 'already_sent',
  },
  uncertain: {
    title: 'A copy may be out',
    text: 'The mail server may have taken the mail. Ask the traveller, or redrive it even so.',
    status: 409,
    code: 'uncertain',
  },
  erased: {
    title: 'Its order was erased',
    text: 'Nothing about the order is mailed any more. What is left of it goes by itself.',
    status: 409,
    code: 'erased',
  },
  busy: {
    title: 'Somebody else is at it',
    text: 'Somebody else decides on it just now. Look at it again in a moment.',
    status: 409,
    code: 'busy',
  },
  unknown_key: {
    title: 'Sealed with an unknown key',
    text: 'The dashboard was not given the key that sealed it: see PAYLOAD_KEYS.',
    status: 409,
    code: 'unknown_key',
  },
  unreadable: {
    title: 'Of an unknown form',
    text: 'This version cannot read it. A newer one may have written it.',
    status: 409,
    code: 'unreadable',
  },
  damaged: {
    title: 'Damaged',
    text: 'It was altered since it was sealed.',
    status: 409,
    code: 'damaged',
  },
  malformed_json: {
    title: 'Still no JSON',
    text: 'The body is no JSON, so it stays in quarantine.',
    status: 409,
    code: 'malformed_json',
  },
  invalid_event: {
    title: 'Still not readable',
    text: 'This version cannot make an event of it either, so it stays in quarantine.',
    status: 409,
    code: 'invalid_event',
  },
  not_stored: {
    title: 'Not stored',
    text: 'Redis did not take it in time. It is still in quarantine: try again.',
    status: 503,
    code: 'not_stored',
  },
};

/** The words for an outcome by its name alone, which a newer version may have written. */
export function wordsOf(kind: string): OutcomeWords | undefined {
  return (outcomeWords as Readonly<Record<string, OutcomeWords>>)[kind];
}
