import type { SubmitOutcome } from './mail/submit-outcome.ts';

type Failure = Exclude<SubmitOutcome, { kind: 'accepted' }>;
type FailureCode = Extract<Failure, { kind: 'refused' }>['code'] | 'uncertain';

const sentences: Readonly<Record<FailureCode, string>> = {
  mailbox_refused: 'the mail server says that this mailbox takes no mail',
  message_refused: 'the mail server does not take this message',
  mail_server_busy: 'the mail server asks to come back later',
  mail_server_unreachable: 'the mail server cannot be reached',
  mail_server_refused_us: 'the mail server refuses us: login, sender or policy',
  uncertain: 'the mail server took the whole message and never answered; a copy may have arrived',
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

/** The stable code of a failure. */
export function failureCode(failure: Failure): FailureCode {
  return failure.kind === 'unknown' ? 'uncertain' : failure.code;
}
