import type { MailMessage } from 'nodemailer';
import { toAddress } from './compose-message.ts';

type Message = MailMessage['message'];

/**
 * What is looked at inside nodemailer: it does not tell which extensions a server offers, and names
 * such a mailbox to a server without SMTPUTF8 all the same (nodemailer's issue 1462).
 */
interface PoolInside {
  _connections?: readonly {
    queueEntry?: { mail: MailMessage } | false;
    connection?: { _supportedExtensions?: readonly string[] };
  }[];
}

/** What one mail's copies and recipient met at the connection that was to take it. */
export interface SmtpUtf8Check {
  /** The recipient's mailbox cannot be named to this server: nothing was said of the mail. */
  readonly isMissing: boolean;
  /** Copies that were left out for that reason. */
  readonly leftOut: number;
  /** Puts the check between a mail and the connection that takes it. */
  guard(mail: MailMessage): void;
}

/**
 * Whether a mailbox can only be named by SMTPUTF8 (RFC 6531). A domain beyond ASCII does not need
 * it: that goes out in its ASCII form (RFC 5890).
 */
export function needsSmtpUtf8(mailbox: string): boolean {
  const [local = ''] = mailbox.split(/@(?=[^@]*$)/);
  return /\P{ASCII}/u.test(local);
}

/** Judges a mail anew for every connection, right before the connection names the first mailbox. */
export function checkSmtpUtf8(options: {
  /** nodemailer's, which has the connections. */
  pool: object;
  recipient: string;
  cc: readonly string[];
  bcc: readonly string[];
}): SmtpUtf8Check {
  const { pool, recipient, cc, bcc } = options;
  let isMissing = false;
  let leftOut = 0;

  const leaveOut = (message: Message, header: 'cc' | 'bcc', mailboxes: readonly string[]) => {
    const kept = mailboxes.filter((mailbox) => !needsSmtpUtf8(mailbox));
    leftOut += mailboxes.length - kept.length;
    message.setHeader(header, kept.map(toAddress));
  };

  return {
    get isMissing() {
      return isMissing;
    },
    get leftOut() {
      return leftOut;
    },
    guard({ message }) {
      if (![recipient, ...cc, ...bcc].some(needsSmtpUtf8)) return;
      const getEnvelope = message.getEnvelope.bind(message);
      message.getEnvelope = () => {
        leftOut = 0;
        if (isOfferedTo(message, pool)) return getEnvelope();
        leaveOut(message, 'cc', cc);
        leaveOut(message, 'bcc', bcc);
        isMissing = needsSmtpUtf8(recipient);
        // Without recipients nodemailer fails the mail by itself and keeps the connection.
        return isMissing ? { ...getEnvelope(), to: [] } : getEnvelope();
      };
    },
  };
}

function isOfferedTo(message: Message, pool: PoolInside): boolean {
  const { _connections: connections = [] } = pool;
  const taker = connections.find(
    ({ queueEntry = false }) => queueEntry !== false && queueEntry.mail.message === message,
  );
  return taker?.connection?._supportedExtensions?.includes('SMTPUTF8') ?? false;
}
