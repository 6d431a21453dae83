import type { RefusalCode, FailureClass } from './submit-outcome.ts';

interface Verdict {
  code: RefusalCode;
  class: FailureClass;
}

interface Reason extends Verdict {
  because: string;
}

/** What the server said. A row applies when each of its patterns matches. */
interface ReplyRow extends Reason {
  /** Reply code of RFC 5321. */
  reply: RegExp;
  /** Enhanced status code of RFC 3463; an empty text when the server gives none. */
  enhanced?: RegExp;
  /** SMTP command under way; `CONN` before the first. */
  command?: RegExp;
}

/** What ended the line without a word of the server. */
interface ErrorRow extends Reason {
  /** The codes that nodemailer and Node give the error. */
  error: RegExp;
}

const mailbox: Verdict = { code: 'mailbox_refused', class: 'permanent' };
const message: Verdict = { code: 'message_refused', class: 'permanent' };
const smtpUtf8: Verdict = { code: 'smtputf8_missing', class: 'permanent' };
const mailboxBusy: Verdict = { code: 'mailbox_busy', class: 'transient_mailbox' };
const serverBusy: Verdict = { code: 'mail_server_busy', class: 'transient_server' };
const lost: Verdict = { code: 'mail_server_unreachable', class: 'transient_server' };
const policy: Verdict = { code: 'mail_server_refused_us', class: 'transient_policy' };
const refusedAtTheDoor: Verdict = { code: 'mail_server_refused_us', class: 'systemic' };
const login: Verdict = { code: 'login_refused', class: 'systemic' };
const sender: Verdict = { code: 'sender_refused', class: 'systemic' };
const tls: Verdict = { code: 'tls_failed', class: 'systemic' };
const unknownHost: Verdict = { code: 'mail_server_not_found', class: 'systemic' };
const unreachable: Verdict = { code: 'mail_server_unreachable', class: 'systemic' };

/**
 * What a mail server's "no", or its silence, means; the first row that applies decides. Final is
 * only what is about this mailbox or this message. What every mail would meet (login, TLS, sender,
 * address of the server) is systemic. Policy words in answer to RCPT or DATA are about ourselves, yet
 * said of one mail: they are tried again and stop nobody else unless they pile up.
 */
export const failureClasses: readonly (ReplyRow | ErrorRow)[] = [
  { reply: /^421/, ...serverBusy, because: 'the server closes the line, or has too many' },
  { reply: /^[45]/, command: /^STARTTLS/, ...tls, because: 'no TLS for us' },
  { reply: /^(5|432|454)/, command: /^AUTH/, ...login, because: 'user, password or method' },
  {
    reply: /^5/,
    enhanced: /^5\.6\.[79]$/,
    command: /^(RCPT|DATA)/,
    ...smtpUtf8,
    because: 'a mailbox beyond ASCII, which the server cannot pass on (RFC 6531)',
  },
  { reply: /^5/, enhanced: /^5\.(3\.4|6\.)/, ...message, because: 'size or form of the message' },
  { reply: /^53[0458]/, ...login, because: 'the server asks for a login, or for TLS first' },
  { reply: /^5/, enhanced: /^5\.1\.[78]$/, ...sender, because: 'our sender address is refused' },
  { reply: /^5/, command: /^MAIL/, ...sender, because: 'said to our sender address' },
  {
    reply: /^5/,
    command: /^(CONN|EHLO|HELO)/,
    ...refusedAtTheDoor,
    because: 'said before any mail was named',
  },
  { reply: /^5/, enhanced: /^5\.1\./, ...mailbox, because: 'there is no such mailbox' },
  { reply: /^5/, enhanced: /^5\.2\./, ...mailbox, because: 'the mailbox takes no mail' },
  { reply: /^5/, enhanced: /./, ...policy, because: 'policy, security or protocol: about us' },
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
  { reply: /^5/, ...policy, because: 'no other word for it' },
  { reply: /^4/, enhanced: /^4\.1\.[78]$/, ...serverBusy, because: 'our sender, not the mailbox' },
  {
    reply: /^4/,
    enhanced: /^4\.[12]\./,
    command: /^(RCPT|DATA)/,
    ...mailboxBusy,
    because: 'full, or busy',
  },
  {
    reply: /^4/,
    enhanced: /^4\.7\.1$/,
    command: /^RCPT/,
    ...mailboxBusy,
    because: 'greylisting: strangers are to come back',
  },
  { reply: /^450/, enhanced: /^$/, command: /^RCPT/, ...mailboxBusy, because: 'full, or busy' },
  { reply: /^4/, ...serverBusy, because: 'the server asks to come back later' },
  { error: /\b(EAUTH|ENOAUTH)\b/, ...login, because: 'no login could be tried' },
  {
    error:
      /\b(ETLS\b|EPROTO\b|ERR_(TLS|SSL)_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|HOSTNAME_)/,
    ...tls,
    because: 'no TLS, or a certificate that nothing vouches for',
  },
  { error: /\b(EDNS|ENOTFOUND|EAI_AGAIN)\b/, ...unknownHost, because: 'no address for the host' },
  {
    error: /\b(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN)\b/,
    ...unreachable,
    because: 'nobody listens there, or no way leads there',
  },
  {
    error: /\bESMTPUTF8\b/,
    ...smtpUtf8,
    because: 'a mailbox beyond ASCII, which cannot be named to the server (RFC 6531)',
  },
  { error: /\b(EENVELOPE|EMESSAGE)\b/, ...message, because: 'not even said to the server' },
  {
    error: /^/,
    ...lost,
    because: 'a time-out, or a line lost, before the message was handed over',
  },
];
