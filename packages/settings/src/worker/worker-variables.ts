import { brandVariables } from '@ticketpost/branding/variables';
import { supplierVariables } from '@ticketpost/operations';
import { outboundVariables } from '@ticketpost/outbound/settings';
import { payloadKeysVariable, retryDelaysVariable } from '@ticketpost/queue';
import {
  defineInteger,
  defineProcessVariables,
  defineText,
  tlsVariables,
} from '@ticketpost/runtime';
import { retentionVariables } from '@ticketpost/retention/variables';
import { tracingVariables } from '@ticketpost/tracing';
import { alertVariables } from './alert-variables.ts';
import { dkimVariables } from './dkim-variables.ts';
import { mailVariables } from './mail-variables.ts';
import { recheckDelaysVariable } from './recheck-delays-variable.ts';
import { recipientVariables } from './recipient-variables.ts';
import { reconciliationVariables } from './reconciliation-variables.ts';

/** What the worker reads from its environment. */
export const workerVariables = {
  ...defineProcessVariables({ adminPort: 9101 }),
  ...tlsVariables,
  payloadKeys: payloadKeysVariable,
  ...mailVariables,
  ...dkimVariables,
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
  recheckDelaysMs: recheckDelaysVariable,
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
  ...retentionVariables,
  ...alertVariables,
  ...brandVariables,
  ...tracingVariables,
  ...outboundVariables,
};
