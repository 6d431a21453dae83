import { defineInteger, defineText } from '@ticketpost/runtime';
import { parseUrl } from '@ticketpost/schema';
import { dashboardUrlVariable } from '../dashboard-url-variable.ts';
import { judgedBy } from '../judged-by.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Keys of Standard Webhooks are 24 to 64 bytes. */
const leastKeyBytes = 24;
const mostKeyBytes = 64;

/** Who is told by webhook of what needs a person. */
export const alertVariables = {
  alertWebhookUrl: judgedBy(
    isWebUrl,
    defineText(
      {
        name: 'ALERT_WEBHOOK_URL',
        meaning:
          'where what needs a person is posted to, as JSON that Slack-compatible receivers take; off when not set',
        expectation: 'an http:// or https:// URL without user and password',
        example: 'https://hooks.example.com/services/T0/B0/x',
        secret: true,
      },
      { optional: true },
    ),
  ),
  alertWebhookSecret: judgedBy(
    isSigningSecret,
    defineText(
      {
        name: 'ALERT_WEBHOOK_SECRET',
        meaning: 'signs what is posted there (Standard Webhooks); not signed when not set',
        expectation: `whsec_ and the Base64 of ${leastKeyBytes} to ${mostKeyBytes} bytes (openssl rand -base64 32)`,
        example: 'whsec_Zm9yLWV4YW1wbGUtb25seS1tYWtlLXlvdXItb3du',
        secret: true,
        random: true,
      },
      { optional: true },
    ),
  ),
  alertIntervalMs: defineInteger(
    {
      name: 'ALERT_INTERVAL_MS',
      meaning: 'what needs a person is gathered for so long, and posted as one message',
      expectation: 'a time in milliseconds, 1000 to 86400000',
      example: '60000',
      minimum: 1000,
      maximum: dayMs,
    },
    { fallback: minuteMs },
  ),
  alertNoRecipientAfterMs: defineInteger(
    {
      name: 'ALERT_NO_RECIPIENT_AFTER_MS',
      meaning:
        "how long a confirmation may wait for the traveller's address before that is told: the booking often follows within minutes",
      expectation: 'a time in milliseconds, 0 to 86400000',
      example: '1800000',
      minimum: 0,
      maximum: dayMs,
    },
    { fallback: 30 * minuteMs },
  ),
  alertOverdueAfterMs: defineInteger(
    {
      name: 'ALERT_OVERDUE_AFTER_MS',
      meaning: 'how long a confirmation may be owed, and still be tried, before that is told',
      expectation: 'a time in milliseconds, 60000 to 604800000',
      example: '3600000',
      minimum: minuteMs,
      maximum: 7 * dayMs,
    },
    { fallback: 60 * minuteMs },
  ),
  dashboardUrl: dashboardUrlVariable,
};

function isWebUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined) return false;
  const { protocol, username, password } = url;
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
}

function isSigningSecret(text: string): boolean {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= leastKeyBytes && length <= mostKeyBytes;
}
