/** What became of a mail that was to be handed to the mail server. */
export type SubmitOutcome =
  | { kind: 'accepted'; answer: string }
  /** Not delivered. `isPermanent`: the server said that trying again is of no use. */
  | { kind: 'refused'; isPermanent: boolean; code: RefusalCode; answer: string }
  /** The whole message went out and the line died before the server's word: nobody knows. */
  | { kind: 'unknown'; answer: string };

type RefusalCode =
  | 'mailbox_refused'
  | 'message_refused'
  | 'mail_server_busy'
  | 'mail_server_unreachable'
  | 'mail_server_refused_us';
