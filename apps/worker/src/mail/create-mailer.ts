import type { Readable } from 'node:stream';
import { createTransport, type MailMessage, type SMTPPoolSentMessageInfo } from 'nodemailer';
import type { RenderedEmail } from '@ticketpost/email';
import { withDeadline } from '@ticketpost/runtime';
import { classifyFailure, classifyRefusal, type SubmitFailure } from './classify-failure.ts';
import { openHandover, type Handover, type HandoverPermit } from './guard-handover.ts';
import type { SubmitOutcome } from './submit-outcome.ts';

/** One confirmation, ready to go out. */
export interface OutgoingMail extends RenderedEmail {
  recipient: string;
  /** With angle brackets. */
  messageId: string;
}

/** What a look at the mail server found, without a mail. */
export type ProbeOutcome =
  { kind: 'passed' } | Pick<Extract<SubmitOutcome, { kind: 'refused' }>, 'kind' | 'code' | 'reply'>;

export interface Mailer {
  /** Hands one mail to the mail server, as long as the permit stands; never rejects. */
  submit(mail: OutgoingMail, permit: HandoverPermit): Promise<SubmitOutcome>;
  /** Connects anew, says EHLO, begins TLS and logs in as for a mail; never rejects. */
  probe(): Promise<ProbeOutcome>;
  close(): void;
}

/** A probe has a few phases, each bounded on its own; all together take no more of them than this. */
const phasesOfProbe = 3;

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
  transport.use('stream', guardMessage);
  return {
    async submit({ recipient, messageId, subject, html, text, attachments }, permit) {
      const handover = openHandover(permit);
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
          signal: handover.signal,
          handover,
        } as object);
        return readAnswer(info, bcc);
      } catch (error) {
        if (handover.state === 'withheld') return { kind: 'withheld' };
        const wasHandedOver = handover.state === 'done';
        return classifyFailure(error as SubmitFailure, { wasHandedOver });
      } finally {
        handover.end();
      }
    },
    async probe() {
      try {
        await withDeadline(transport.verify(), {
          what: 'the probe',
          timeoutMs: phasesOfProbe * timeoutMs,
        });
        return { kind: 'passed' };
      } catch (error) {
        const { kind, code, reply } = classifyRefusal(error as SubmitFailure);
        return { kind, code, reply };
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
  if (refusal !== undefined) return classifyRefusal(refusal);
  return { kind: 'accepted', answer: info.response, refusedCopies: refusals.length };
}

/** Lets every message pass through the handover that its mail carries. */
function guardMessage(mail: MailMessage, callback: (error?: Error | null) => void): void {
  const { handover } = mail.data as { handover?: Handover };
  if (handover !== undefined) {
    mail.message.processFunc((message: Readable) => handover.guard(message));
  }
  callback();
}
