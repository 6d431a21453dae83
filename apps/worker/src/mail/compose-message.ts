import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { RenderedEmail } from '@ticketpost/email';
import { formatOrderHeader } from './format-order-header.ts';
import type { Sender } from '@ticketpost/settings/worker';

/** One confirmation, ready to go out. */
export interface OutgoingMail extends RenderedEmail {
  recipient: string;
  /** Mailboxes that get an open copy, named in the header. */
  cc: readonly string[];
  /** With angle brackets. */
  messageId: string;
  /** The orders that it confirms. */
  orderNos: readonly string[];
}

/** What stands on every mail of the agency. */
export interface Letterhead {
  from: Sender;
  /** Where an answer goes, when not to the sender. */
  replyTo?: Sender | undefined;
  /** Mailboxes that get a blind copy. */
  bcc: readonly string[];
  /** `mailto:` and `https:` addresses of RFC 2369; none for most, since a confirmation is no list mail. */
  listUnsubscribe: readonly string[];
  /** Gmail's `campaign:customer:mailtype:sender`, by which its Postmaster Tools tell mails apart. */
  feedbackId?: string | undefined;
}

/**
 * The message for nodemailer. Text stands before HTML, since a reader shows the last part that it
 * knows (RFC 2046, 5.1.4); both are quoted-printable, so that no relay has a reason to recode them, which
 * would break a signature. `Auto-Submitted` keeps out-of-office answers away (RFC 3834, 5).
 *
 * There is never a `List-Unsubscribe-Post`: it promises a one-click address that names the recipient
 * (RFC 8058, 3.1), and the configured one is the same for everybody.
 */
export function composeMessage(mail: OutgoingMail, letterhead: Letterhead) {
  const { recipient, cc, messageId, orderNos, subject, html, text, attachments } = mail;
  const { from, replyTo, bcc, listUnsubscribe, feedbackId } = letterhead;
  return {
    from,
    ...(replyTo === undefined ? {} : { replyTo }),
    to: toAddress(recipient),
    cc: cc.map(toAddress),
    bcc: bcc.map(toAddress),
    messageId,
    subject: formatSubject(subject),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Ticketpost-Order': formatOrderHeader(orderNos),
      ...(feedbackId === undefined ? {} : { 'Feedback-ID': feedbackId }),
    },
    // The inner list is one header.
    ...(listUnsubscribe.length === 0 ? {} : { list: { unsubscribe: [[...listUnsubscribe]] } }),
    alternatives: [composeText('plain', text), composeText('html', html)],
    attachments,
  };
}

/** nodemailer encodes what is not ASCII, but leaves what only looks encoded to be decoded by the reader. */
function formatSubject(subject: string): string {
  return subject.includes('=?') ? encodeWord(subject, 'Q', longestWord) : subject;
}

/** Of an encoded word, so that the line with it stays below the 76 characters of RFC 2047, 2. */
const longestWord = 52;

function composeText(subtype: 'plain' | 'html', text: string) {
  return {
    contentType: `text/${subtype}; charset=utf-8`,
    contentTransferEncoding: 'quoted-printable',
    // A lone CR would go out as it is, which no mail may hold (RFC 5321, 2.3.8).
    content: text.replaceAll(/\r\n?/g, '\n'),
  } as const;
}

/** One mailbox as nodemailer takes it without parsing. */
export function toAddress(address: string): Sender {
  return { name: '', address };
}
