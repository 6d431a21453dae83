import type { WholeMessage } from '@ticketpost/testkit';

/** One message that the mail server took: from then on it is the server's to deliver. */
export interface TakenMail {
  /** Those that the subject names: several for a trip, none when something is wrong. */
  orderNos: readonly string[];
  /** Mailboxes of the envelope. */
  recipients: readonly string[];
  /** Airline reference in the subject: tells the ticket set. */
  reference: string | undefined;
  /** With angle brackets. */
  messageId: string;
  /** Milliseconds since 1970. */
  takenAt: number;
  /** Whether its 250 was written to a line that was open. */
  isAnswered: boolean;
}

/** Reads a message off its raw bytes: parsing each of thousands whole would slow the load. */
export function readTakenMail({
  raw,
  recipients,
  receivedAt,
  isAnswered,
}: WholeMessage): TakenMail {
  const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const subject = /^Subject: (.*)$/im.exec(unfolded)?.[1] ?? '';
  return {
    orderNos: subject.match(/\b[A-Z]{5}\d{17}\b/g) ?? [],
    recipients,
    reference: /\bSET\d{3}\b/.exec(subject)?.[0],
    messageId: /^Message-ID: (.*)$/im.exec(unfolded)?.[1]?.trim() ?? '',
    takenAt: receivedAt,
    isAnswered,
  };
}
