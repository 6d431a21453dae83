import type {
  DiscardOutcome,
  DiscardQuarantinedOutcome,
  RedriveOutcome,
  ReleaseOutcome,
} from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { formatProblems } from './format-problems.ts';

export type Outcome = RedriveOutcome | DiscardOutcome | ReleaseOutcome | DiscardQuarantinedOutcome;

/** Whether what was asked for was done, or could be. */
export function isDone({ kind }: Outcome): boolean {
  return ['redriven', 'released', 'discarded', 'possible'].includes(kind);
}

/** An outcome in a person's words: what happened, and what can be done now. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'redriven':
    case 'released':
    case 'discarded':
      return outcome.kind;
    case 'possible':
      return 'would be done';
    case 'not_found':
      return 'not found';
    case 'not_a_dead_letter':
      return 'no dead letter: its job waits, runs or has ended well';
    case 'already_sent':
      return 'its mail was sent in the meantime: discard it';
    case 'uncertain':
      return 'a copy may have arrived: --even-if-uncertain sends another one';
    case 'erased':
      return 'its order was erased: nothing about it is mailed any more';
    case 'unknown_key':
      return describeMissingKeys([outcome.keyId]);
    case 'damaged':
      return 'was altered since it was sealed';
    case 'unreadable':
      return describeUnreadable('because' in outcome ? outcome.because : 'no_envelope');
    case 'busy':
      return 'somebody else decides on it just now';
    case 'malformed_json':
      return 'still no JSON';
    case 'invalid_event':
      return `still no event: ${formatProblems(outcome.problems)}`;
    case 'not_stored':
      return 'Redis did not take it in time: try again';
  }
}

function describeUnreadable(because: Extract<Outcome, { because: unknown }>['because']): string {
  switch (because) {
    case 'damaged':
      return 'was altered since it was sealed: discard it';
    case 'newer_envelope':
      return 'was written by a newer version: use that one';
    case 'invalid_payload':
    case 'no_envelope':
      return 'this version cannot read it';
  }
}

/** An outcome as it stands in JSON; the fields are stable. */
export function outcomeToJson(deliveryId: string, outcome: Outcome): object {
  const { kind, ...details } = outcome;
  const shown = Object.entries(details).filter(([name]) => name !== 'cause');
  return { deliveryId, outcome: kind, ...Object.fromEntries(shown) };
}
