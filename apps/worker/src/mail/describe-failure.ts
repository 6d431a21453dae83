import type { RefusalCode, SubmitOutcome } from './submit-outcome.ts';

type Failure = Extract<SubmitOutcome, { kind: 'refused' | 'unknown' }>;

/** The stable code of a failure. */
export type FailureCode = RefusalCode | 'uncertain';

const sentences: Readonly<Record<FailureCode, string>> = {
  mailbox_refused: 'the mail server says that this mailbox takes no mail',
  message_refused: 'the mail server does not take this message',
  smtputf8_missing:
    'the mailbox goes beyond ASCII before its @, which the mail server cannot name (no SMTPUTF8): another address or another mail server is needed',
  mailbox_busy: 'the mail server takes nothing for this mailbox just now',
  mail_server_busy: 'the mail server asks to come back later',
  mail_server_unreachable: 'the mail server cannot be reached',
  mail_server_refused_us: 'the mail server refuses us by its policy',
  login_refused: 'the mail server refuses our login',
  sender_refused: 'the mail server refuses our sender address',
  tls_failed: 'no secure line to the mail server can be made',
  mail_server_not_found: 'the host of the mail server has no address',
  uncertain: 'the mail server took the whole message and never answered; a copy may have arrived',
};

/** All of them. */
export const failureCodes: readonly string[] = Object.keys(sentences);

/** What a person can do about a failure that every mail meets. */
const remedies: Readonly<Partial<Record<FailureCode, string>>> = {
  mail_server_unreachable: 'check that the mail server runs, and host and port in SMTP_URL',
  mail_server_refused_us: "read the mail server's log: it may block our address or our domain",
  login_refused: 'check user and password in SMTP_URL, and whether the server asks for smtps://',
  sender_refused: 'check MAIL_FROM: this login must be allowed to send as it',
  tls_failed:
    'check smtps:// or smtp+starttls:// and the port in SMTP_URL, and that the certificate is valid for the host; an authority of your own is named by TLS_CA',
  mail_server_not_found: 'check the host in SMTP_URL, and the name service of this machine',
};

/**
 * The reason on a dead letter and in the log: code, sentence and reply code. The server's own words
 * often name the mailbox, so they stand on the order's timeline alone, sealed.
 */
export function describeFailure(failure: Failure): string {
  const code = failureCode(failure);
  const reply = failure.reply === '' ? '' : ` (${failure.reply})`;
  return `${code}: ${sentences[code]}${reply}`;
}

/** The reason of a confirmation that is left to a person, since a copy may be out. */
export const heldReason =
  'uncertain: a copy may have arrived; UNCERTAIN_SEND=hold sends no other before somebody decides ' +
  'so with "ticketpost dead-letters redrive"';

export function failureCode(failure: Failure): FailureCode {
  return failure.kind === 'unknown' ? 'uncertain' : failure.code;
}

/** What a person can do about failures of this kind, in plain words. */
export function describeRemedy(code: FailureCode): string {
  return remedies[code] ?? 'wait, or ask whoever runs the mail server';
}
