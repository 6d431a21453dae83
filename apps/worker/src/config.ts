import { supplierVariables } from '@ticketpost/operations';
import { payloadKeysVariable, retryDelaysVariable } from '@ticketpost/queue';
import {
  defineInteger,
  defineIntegerList,
  defineList,
  defineProcessVariables,
  defineText,
} from '@ticketpost/runtime';
import { reconciliationVariables } from './reconciliation/reconciliation-variables.ts';
import { recipientVariables } from './recipient/recipient-variables.ts';
import { defaultRecheckDelaysMs } from './supplier/plan-wait.ts';

const mailbox = '[^\\s@<>,;:"()\\[\\]\\\\]{1,64}@[^\\s@<>,;:"()\\[\\]\\\\]{1,255}';

/** What the worker reads from its environment. */
export const workerVariables = {
  ...defineProcessVariables({ adminPort: 9101 }),
  payloadKeys: payloadKeysVariable,
  smtpUrl: defineText(
    {
      name: 'SMTP_URL',
      meaning: 'the mail server; `smtps://` for TLS from the start, user and password in the URL',
      expectation: 'an smtp:// or smtps:// URL',
      example: 'smtps://user:password@mail.example.com:465',
      pattern: '^smtps?://[^\\s]+$',
      secret: true,
    },
    { fallback: 'smtp://127.0.0.1:1025' },
  ),
  smtpTimeoutMs: defineInteger(
    {
      name: 'SMTP_TIMEOUT_MS',
      meaning: 'longest silence of the mail server in one phase',
      expectation: 'a time in milliseconds, 100 to 300000',
      example: '30000',
      minimum: 100,
      maximum: 300_000,
    },
    { fallback: 30_000 },
  ),
  mailFrom: defineText(
    {
      name: 'MAIL_FROM',
      meaning: "the sender; its domain is the Message-ID's",
      expectation: 'one mailbox, with or without a name',
      example: 'Blue Travel <tickets@example.com>',
      pattern: `^(${mailbox}|[^<>@,;"\\r\\n]{1,100} <${mailbox}>)$`,
    },
    { required: 'always' },
  ),
  mailBcc: defineList(
    {
      name: 'MAIL_BCC',
      meaning: 'comma list of mailboxes that get a blind copy of every confirmation',
      expectation: 'a comma list of mailboxes',
      example: 'archive@example.com',
      items: { pattern: `^${mailbox}$` },
    },
    { fallback: [] },
  ),
  concurrency: defineInteger(
    {
      name: 'WORKER_CONCURRENCY',
      meaning: 'jobs that one worker has under way at a time',
      expectation: 'a whole number, 1 to 1000',
      example: '16',
      minimum: 1,
      maximum: 1000,
    },
    { fallback: 16 },
  ),
  mailRatePerSecond: defineInteger(
    {
      name: 'MAIL_RATE_PER_SECOND',
      meaning: 'jobs that all workers together begin in a second; off when not set',
      expectation: 'a whole number, 1 to 10000',
      example: '10',
      minimum: 1,
      maximum: 10_000,
    },
    { optional: true },
  ),
  retryDelaysMs: retryDelaysVariable,
  uncertainSend: defineText(
    {
      name: 'UNCERTAIN_SEND',
      meaning:
        'when the mail server took a message and never said so: `resend` sends it again under the same Message-ID, `hold` leaves that to a person',
      expectation: 'resend or hold',
      example: 'hold',
      oneOf: ['resend', 'hold'],
    },
    { fallback: 'resend' },
  ),
  ...recipientVariables,
  ...supplierVariables,
  atlasConcurrency: defineInteger(
    {
      name: 'ATLAS_CONCURRENCY',
      meaning: 'supplier queries that one worker has under way at a time',
      expectation: 'a whole number, 1 to 256',
      example: '16',
      minimum: 1,
      maximum: 256,
    },
    { fallback: 16 },
  ),
  recheckDelaysMs: defineIntegerList(
    {
      name: 'ATLAS_RECHECK_DELAYS_MS',
      meaning:
        'comma list of waits before an order that is not ticketed yet is asked for again; after the last it is a dead letter; jitter on top',
      expectation: 'a comma list of times in milliseconds, each 100 to 604800000',
      example: '5000,30000,300000',
      minimum: 100,
      maximum: 7 * 24 * 60 * 60 * 1000,
    },
    { fallback: defaultRecheckDelaysMs },
  ),
  tripWaitMs: defineInteger(
    {
      name: 'TRIP_WAIT_MS',
      meaning:
        "how long a ticketed order waits for the other orders of its booking's `trip` to go out in one mail",
      expectation: 'a time in milliseconds, 0 to 604800000',
      example: '1800000',
      minimum: 0,
      maximum: 7 * 24 * 60 * 60 * 1000,
    },
    { fallback: 30 * 60 * 1000 },
  ),
  ...reconciliationVariables,
  brandName: defineText(
    {
      name: 'BRAND_NAME',
      meaning: 'the name under which the agency writes',
      expectation: 'a name of at least one character',
      example: 'Blue Travel',
    },
    { fallback: 'Your travel agency' },
  ),
  brandSupportEmail: defineText(
    {
      name: 'BRAND_SUPPORT_EMAIL',
      meaning: 'where a traveller writes for help',
      expectation: 'one mailbox',
      example: 'help@example.com',
      pattern: `^${mailbox}$`,
    },
    { optional: true },
  ),
  brandSupportPhone: defineText(
    {
      name: 'BRAND_SUPPORT_PHONE',
      meaning: 'where a traveller calls for help',
      expectation: 'a telephone number',
      example: '+44 20 7946 0000',
      pattern: '^[+0-9][0-9 ()./-]{2,30}$',
    },
    { optional: true },
  ),
};
