import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpOptions } from '@ticketpost/outbound';
import { OverdueError } from './overdue-error.ts';

/**
 * Connects, says EHLO, begins TLS and logs in as for a mail. The connection is ended by the deadline at
 * the latest, which nodemailer's own `verify` leaves open while the server keeps talking.
 */
export function probeServer(options: {
  server: SmtpOptions;
  /** Longest silences, as nodemailer names them. */
  silences: Readonly<Record<string, number>>;
  deadlineMs: number;
}): Promise<void> {
  const { server, silences, deadlineMs } = options;
  const connection = new SMTPConnection({ ...server, ...silences });
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      fail(new OverdueError('the probe', deadlineMs));
    }, deadlineMs);
    const fail = (error: Error) => {
      reject(error);
      connection.close();
    };
    const finish = (error?: Error | null) => {
      if (error !== undefined && error !== null) {
        fail(error);
        return;
      }
      resolve();
      connection.quit();
    };
    connection.on('error', fail);
    connection.once('end', () => {
      clearTimeout(deadline);
      reject(new Error('the mail server closed the line'));
    });
    connection.connect((error) => {
      const { auth } = server;
      if (error === undefined && auth !== undefined && connection.allowsAuth) {
        connection.login({ ...auth }, finish);
      } else {
        finish(error);
      }
    });
  });
}
