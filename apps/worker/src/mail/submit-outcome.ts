/** What became of a mail that was to be handed to the mail server. */
export type SubmitOutcome =
  /** `refusedCopies`: how many of the blind copies the server did not take. */
  | { kind: 'accepted'; answer: string; refusedCopies: number }
  /** Not delivered. `isPermanent`: trying again is of no use. */
  | { kind: 'refused'; isPermanent: boolean; code: RefusalCode; reply: string; answer: string }
  /** The whole message went out and the line died before the server's word: nobody knows. */
  | { kind: 'unknown'; reply: string; answer: string };

/** Why a mail was not taken; stands on timelines and dead letters. */
type RefusalCode =
  | 'mailbox_refused'
  | 'message_refused'
  | 'mail_server_busy'
  | 'mail_server_unreachable'
  | 'mail_server_refused_us';
