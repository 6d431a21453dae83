import type { SmtpOptions } from '@ticketpost/outbound';
import { createTransport } from 'nodemailer';
import type { DkimSettings, Sender } from '@ticketpost/settings/worker';
import type { Diagnosis } from '../diagnosis.ts';
import { toOneLine } from './to-one-line.ts';

/** Sends one mail that says what it is, signed as confirmations are, and tells the server's answer. */
export async function sendTestMail(options: {
  server: SmtpOptions;
  timeoutMs: number;
  from: Sender;
  to: string;
  dkim: DkimSettings | undefined;
  now: Date;
  /** Ends the connection, at whatever stage. */
  signal: AbortSignal;
}): Promise<Diagnosis> {
  const { server, timeoutMs, from, to, dkim, now, signal } = options;
  const name = 'smtp.test_mail';
  const transport = createTransport({
    ...server,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim !== undefined && {
      dkim: {
        domainName: dkim.domain,
        keySelector: dkim.selector,
        privateKey: dkim.privateKey,
      },
    }),
  });
  try {
    const { response } = await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject: 'Ticketpost: a test of the way out',
      text: `This mail was sent by "ticketpost doctor --send-to" at ${now.toISOString()}.\nNobody travels by it, and nothing needs to be done.\n`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal,
    });
    const signed = dkim === undefined ? '' : ', signed';
    return {
      name,
      status: 'ok',
      finding: `a test mail was taken${signed}: ${toOneLine(response)}`,
    };
  } catch (error) {
    const { response, message = '' } = error as { response?: string; message?: string };
    return {
      name,
      status: 'failed',
      finding: `no test mail was taken: ${toOneLine(response ?? message)}`,
      remedy: 'Look whether this login may send as MAIL_FROM, and whether the address exists.',
    };
  } finally {
    transport.close();
  }
}
