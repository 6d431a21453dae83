import type { TlsSettings } from '@ticketpost/runtime';

/** How nodemailer is told to reach the mail server. */
export interface SmtpOptions {
  host: string;
  port: number;
  /** TLS from the start. */
  secure: boolean;
  /** Nothing is said to a server without STARTTLS. */
  requireTLS: boolean;
  auth?: { user: string; pass: string };
  name?: string;
  tls: TlsSettings;
}
