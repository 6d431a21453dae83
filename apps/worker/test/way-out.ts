import { createOutbound, type SmtpOptions } from '@ticketpost/outbound';

/** The way out as in development: this machine may be reached. */
export const wayOut = createOutbound({ environment: 'test', outboundPrivateHosts: [] });

/** A mail server of a test's. */
export function serverAt(smtpUrl: string): SmtpOptions {
  return wayOut.smtp(smtpUrl);
}
