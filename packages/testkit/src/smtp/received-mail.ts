import { simpleParser } from 'mailparser';

/** A message that reached the stand-in whole. */
export interface ReceivedMail {
  /** Whether the server took it. A `hang` or a refusal after the dot did not. */
  accepted: boolean;
  /** Sender of the envelope. */
  from: string;
  /** Recipients of the envelope, blind copies included. */
  recipients: string[];
  /** As written, with its angle brackets. */
  messageId: string;
  subject: string;
  /** Values by the name in lower case, unfolded but not decoded; repeated ones joined by a line feed. */
  headers: ReadonlyMap<string, string>;
  /** The HTML part, or an empty string. */
  html: string;
  /** The text part, or an empty string; never made from the HTML. */
  text: string;
  /** The message as it came, without the dots that SMTP doubles. */
  raw: Buffer;
  /** Milliseconds since 1970. */
  receivedAt: number;
}

export type MailEnvelope = Pick<ReceivedMail, 'accepted' | 'from' | 'recipients'>;

export async function parseReceivedMail(
  raw: Buffer,
  envelope: MailEnvelope,
): Promise<ReceivedMail> {
  const receivedAt = Date.now();
  const parsed = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const headers = new Map<string, string>();
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replaceAll(/\r?\n(?=[ \t])/g, '')
      .trim();
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return {
    ...envelope,
    messageId: parsed.messageId ?? '',
    subject: parsed.subject ?? '',
    headers,
    html: parsed.html === false || parsed.html === undefined ? '' : parsed.html,
    text: parsed.text ?? '',
    raw,
    receivedAt,
  };
}
