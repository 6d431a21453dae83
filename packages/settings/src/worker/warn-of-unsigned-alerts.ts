import type { ConfigOf } from '@ticketpost/runtime';
import type { alertVariables } from './alert-variables.ts';

/** A sentence about a webhook whose messages cannot be told from forged ones. */
export function warnOfUnsignedAlerts(config: ConfigOf<typeof alertVariables>): string | undefined {
  const { alertWebhookUrl, alertWebhookSecret } = config;
  if (alertWebhookUrl === undefined || alertWebhookSecret !== undefined) return undefined;
  return 'ALERT_WEBHOOK_SECRET is not set: what is posted to ALERT_WEBHOOK_URL is not signed. Set it if the receiver can verify signatures (a chat cannot).';
}
