import type { SubmitOutcome } from './submit-outcome.ts';

type Refusal = Pick<Extract<SubmitOutcome, { kind: 'refused' }>, 'code' | 'isPermanent'>;

/** A row applies when each of its patterns matches; the first row that applies decides. */
interface FailureClass extends Refusal {
  /** Reply code of RFC 5321. */
  reply: RegExp;
  /** Enhanced status code of RFC 3463; an empty text when the server gives none. */
  enhanced?: RegExp;
  /** SMTP command under way. */
  command?: RegExp;
  because: string;
}

const mailbox: Refusal = { code: 'mailbox_refused', isPermanent: true };
const message: Refusal = { code: 'message_refused', isPermanent: true };
const us: Refusal = { code: 'mail_server_refused_us', isPermanent: false };
const busy: Refusal = { code: 'mail_server_busy', isPermanent: false };

/**
 * What a mail server's "no" means. Final is only what is about this mailbox or this message; what is
 * about ourselves (login, sender, policy, reputation) is tried again, since it is mended on our side
 * and many servers say it in answer to RCPT.
 */
export const failureClasses: readonly FailureClass[] = [
  { reply: /^4/, ...busy, because: 'the server asks to come back later' },
  { reply: /^5/, enhanced: /^5\.1\.[78]$/, ...us, because: 'our sender address is refused' },
  { reply: /^5/, enhanced: /^5\.1\./, ...mailbox, because: 'there is no such mailbox' },
  { reply: /^5/, enhanced: /^5\.2\./, ...mailbox, because: 'the mailbox takes no mail' },
  { reply: /^5/, enhanced: /^5\.(3\.4|6\.)/, ...message, because: 'size or form of the message' },
  { reply: /^5/, enhanced: /./, ...us, because: 'policy, security or protocol: about us' },
  {
    reply: /^55[0-3]/,
    enhanced: /^$/,
    command: /^RCPT/,
    ...mailbox,
    because: 'no other word for it',
  },
  {
    reply: /^55[0-4]/,
    enhanced: /^$/,
    command: /^DATA/,
    ...message,
    because: 'no other word for it',
  },
  { reply: /^5/, ...us, because: 'said at another stage: greeting, login, sender' },
];
