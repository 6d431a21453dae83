import type { Readable } from 'node:stream';
import { createTransport, type MailMessage, type SMTPPoolSentMessageInfo } from 'nodemailer';
import type { SmtpOptions } from '@ticketpost/outbound';
import { checkSmtpUtf8, type SmtpUtf8Check } from './check-smtp-utf8.ts';
import { classifyFailure, classifyRefusal, type SubmitFailure } from './classify-failure.ts';
import { composeMessage, type Letterhead, type OutgoingMail } from './compose-message.ts';
import { createDkimSigner, type DkimSigner } from './create-dkim-signer.ts';
import type { DkimSettings } from '@ticketpost/settings/worker';
import { endStuckConnections } from './end-stuck-connections.ts';
import { openHandover, type Handover, type HandoverPermit } from './guard-handover.ts';
import { OverdueError } from './overdue-error.ts';
import { probeServer } from './probe-server.ts';
import type { SubmitOutcome } from './submit-outcome.ts';

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

/**
 * A server that keeps talking is never silent. A mail, from its connection to the last answer, takes no
 * more of the longest silences than this; SMTP_TIMEOUT_MS is described so.
 */
const phasesOfMail = 5;

/** A probe has a few phases, each bounded on its own; all together take no more of them than this. */
const phasesOfProbe = 3;

/** A mailer over a pool of SMTP connections. */
export function createMailer(options: {
  /** Where the mail server is, and how its line is secured. */
  server: SmtpOptions;
  letterhead: Letterhead;
  /** Not signed without. */
  dkim?: DkimSettings | undefined;
  /** Longest silence of the mail server in one phase. */
  timeoutMs: number;
  maxConnections: number;
}): Mailer {
  const { server, letterhead, dkim, timeoutMs, maxConnections } = options;
  const { bcc } = letterhead;
  const sign = dkim && createDkimSigner(dkim);
  const silences = {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  };
  const transport = createTransport({
    ...server,
    ...silences,
    pool: true,
    maxConnections,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', guardMessage);
  return {
    async submit(mail, permit) {
      const { recipient, cc } = mail;
      const handover = openHandover(permit);
      const pool = transport.transporter;
      const smtpUtf8 = checkSmtpUtf8({ pool, recipient, cc, bcc });
      const deadlineMs = phasesOfMail * timeoutMs;
      const deadline = setTimeout(() => {
        handover.giveUp(new OverdueError('the mail', deadlineMs));
        endStuckConnections(pool);
      }, deadlineMs);
      try {
        const info = await transport.sendMail({
          ...composeMessage(mail, letterhead),
          signal: handover.signal,
          checks: { handover, smtpUtf8, sign },
        } as object);
        return readAnswer(info, smtpUtf8);
      } catch (error) {
        if (handover.state === 'withheld') return { kind: 'withheld' };
        if (smtpUtf8.isMissing) return classifyRefusal({ ...withoutSmtpUtf8 });
        const wasHandedOver = handover.state === 'done';
        return classifyFailure(findRefusal(error as EnvelopeFailure), { wasHandedOver });
      } finally {
        clearTimeout(deadline);
        handover.end();
      }
    },
    async probe() {
      try {
        await probeServer({ server, silences, deadlineMs: phasesOfProbe * timeoutMs });
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

/** A refusal of the envelope tells what was said to each mailbox, in the envelope's order. */
type EnvelopeFailure = SubmitFailure & {
  rejectedErrors?: readonly SubmitFailure[];
  /** Why a mail was given up. */
  cause?: unknown;
};

/** Our own word, where nodemailer has none. */
const withoutSmtpUtf8: SubmitFailure = {
  code: 'ESMTPUTF8',
  message: 'the server does not offer SMTPUTF8',
};

/** When every mailbox of a mail was refused, the traveller's is the first. */
function findRefusal(failure: EnvelopeFailure): SubmitFailure {
  if (failure.cause instanceof OverdueError) return failure.cause;
  return failure.rejectedErrors?.[0] ?? failure;
}

/**
 * A message goes out when any of its recipients was taken: only the traveller's word counts, who is
 * the first. A mail that is tried again for the traveller reaches the copies again, under the same
 * Message-ID.
 */
function readAnswer(info: SMTPPoolSentMessageInfo, { leftOut }: SmtpUtf8Check): SubmitOutcome {
  const refusals = (info.rejectedErrors ?? []) as (SubmitFailure & { recipient?: string })[];
  // Not the address that was asked for: nodemailer may have changed the form of its domain.
  const [traveller] = info.envelope.to;
  const refusal = refusals.find(({ recipient }) => recipient === traveller);
  if (refusal !== undefined) return classifyRefusal(refusal);
  return { kind: 'accepted', answer: info.response, refusedCopies: refusals.length + leftOut };
}

/** What a mail carries to the connection that takes it. */
interface Checks {
  handover: Handover;
  smtpUtf8: SmtpUtf8Check;
  sign: DkimSigner | undefined;
}

/**
 * Lets every message be signed and pass the checks that its mail carries. Signing reads the whole
 * message before the connection asks for any of it, so the handover's guard stands behind it. That is
 * why nodemailer's own `dkim` option is of no use: it signs behind every plugin.
 */
function guardMessage(mail: MailMessage, callback: (error?: Error | null) => void): void {
  const { checks } = mail.data as { checks?: Checks };
  if (checks !== undefined) {
    const { handover, smtpUtf8, sign } = checks;
    if (sign !== undefined) mail.message.processFunc((message: Readable) => sign(message));
    mail.message.processFunc((message: Readable) => handover.guard(message));
    smtpUtf8.guard(mail);
  }
  callback();
}
