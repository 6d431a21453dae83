/** What became of a mail that was to be handed to the mail server. */
export type SubmitOutcome =
  /** `refusedCopies`: how many of the copies, open and blind, the server did not take. */
  | { kind: 'accepted'; answer: string; refusedCopies: number }
  /** Not delivered. */
  | { kind: 'refused'; class: FailureClass; code: RefusalCode; reply: string; answer: string }
  /** The whole message went out, and no word of the server came in time or before the line died: nobody knows. */
  | { kind: 'unknown'; reply: string; answer: string }
  /** Not delivered: its end was held back, since the claim was no longer surely ours. */
  | { kind: 'withheld' };

/**
 * What a failure says of later tries.
 *
 * - `permanent`: trying again is of no use.
 * - `transient_mailbox`: of use later; the server itself works.
 * - `transient_server`: of use later; the server may be in trouble.
 * - `transient_policy`: the server does not like us, and said so of this mail.
 * - `systemic`: every mail would fail like this one, until somebody mends it.
 */
export type FailureClass =
  'permanent' | 'transient_mailbox' | 'transient_server' | 'transient_policy' | 'systemic';

/** Why a mail was not taken; stands on timelines and dead letters. */
export type RefusalCode =
  | 'mailbox_refused'
  | 'message_refused'
  | 'smtputf8_missing'
  | 'mailbox_busy'
  | 'mail_server_busy'
  | 'mail_server_unreachable'
  | 'mail_server_refused_us'
  | 'login_refused'
  | 'sender_refused'
  | 'tls_failed'
  | 'mail_server_not_found';
