import { PassThrough, type Readable } from 'node:stream';
import { createTransport, type MailMessage, type SMTPPoolSentMessageInfo } from 'nodemailer';
import type { RenderedEmail } from '@ticketpost/email';
import { classifyFailure, type SubmitFailure } from './classify-failure.ts';
import type { SubmitOutcome } from './submit-outcome.ts';

/** One confirmation, ready to go out. */
export interface OutgoingMail extends RenderedEmail {
  recipient: string;
  /** With angle brackets. */
  messageId: string;
}

export interface Mailer {
  /** Hands one mail to the mail server; never rejects. */
  submit(mail: OutgoingMail): Promise<SubmitOutcome>;
  close(): void;
}

/** A mailer over a pool of SMTP connections. */
export function createMailer(options: {
  smtpUrl: string;
  from: string;
  bcc: readonly string[];
  /** Longest silence of the mail server in one phase. */
  timeoutMs: number;
  maxConnections: number;
}): Mailer {
  const { smtpUrl, from, bcc, timeoutMs, maxConnections } = options;
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', watchHandover);
  return {
    async submit({ recipient, messageId, subject, html, text, attachments }) {
      const handover = { isDone: false };
      try {
        const info = await transport.sendMail({
          from,
          to: { name: '', address: recipient },
          ...(bcc.length > 0 ? { bcc: [...bcc] } : {}),
          messageId,
          subject,
          html,
          text,
          attachments,
          handover,
        } as object);
        return readAnswer(info, bcc);
      } catch (error) {
        return classifyFailure(error as SubmitFailure, { wasHandedOver: handover.isDone });
      }
    },
    close: () => {
      transport.close();
    },
  };
}

/**
 * A message goes out when any of its recipients was taken: only the traveller's word counts. A mail
 * that is tried again for the traveller reaches the copies again, under the same Message-ID.
 */
function readAnswer(info: SMTPPoolSentMessageInfo, copies: readonly string[]): SubmitOutcome {
  const refusals = (info.rejectedErrors ?? []) as (SubmitFailure & { recipient?: string })[];
  const refusal = refusals.find(({ recipient = '' }) => !copies.includes(recipient));
  if (refusal !== undefined) return classifyFailure(refusal, { wasHandedOver: false });
  return { kind: 'accepted', answer: info.response, refusedCopies: refusals.length };
}

/**
 * Notes on a mail's own `handover` when the last byte of its message has been read by the
 * connection. That happens only after the server said 354 to DATA, so a failure before it means
 * that nothing can have been delivered.
 */
function watchHandover(mail: MailMessage, callback: (error?: Error | null) => void): void {
  const { handover } = mail.data as { handover?: { isDone: boolean } };
  mail.message.processFunc((input: Readable) => {
    const output = new PassThrough();
    input.once('error', (error) => output.destroy(error));
    output.once('end', () => {
      if (handover !== undefined) handover.isDone = true;
    });
    return input.pipe(output);
  });
  callback();
}
