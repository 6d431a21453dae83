import { outboundVariables } from '@ticketpost/outbound/settings';
import { payloadKeysVariable } from '@ticketpost/queue';
import {
  defineInteger,
  defineListenVariables,
  defineList,
  defineProcessVariables,
  defineText,
  tlsVariables,
} from '@ticketpost/runtime';
import { tracingVariables } from '@ticketpost/tracing';
import { trustProxyVariable } from '../trust-proxy-variable.ts';
import { isAddressRange } from './address-filter.ts';

/** What ingest reads from its environment. */
export const ingestVariables = {
  ...defineProcessVariables({ adminPort: 9100 }),
  ...tlsVariables,
  payloadKeys: payloadKeysVariable,
  ...defineListenVariables({ port: 3000 }),
  webhookSecrets: defineList(
    {
      name: 'WEBHOOK_SECRETS',
      meaning:
        'comma list: the first is current, the others still open the door while one rotates; the last part of the URL that the supplier posts to',
      expectation:
        'a comma list of secrets of at least 16 letters, digits, - and _ (openssl rand -hex 24)',
      example: 'a-secret-of-your-own-with-24-characters',
      items: { pattern: '^[A-Za-z0-9_-]{16,256}$' },
      secret: true,
      random: true,
    },
    { required: 'always' },
  ),
  bookingsApiKeys: defineList(
    {
      name: 'BOOKINGS_API_KEYS',
      meaning:
        'comma list of keys that open the Bookings API (`Authorization: Bearer …`), several while one rotates; without it there is no such API',
      expectation:
        'a comma list of keys of at least 24 letters, digits, - and _ (openssl rand -hex 24)',
      example: 'a-key-of-your-own-with-32-characters',
      items: { pattern: '^[A-Za-z0-9_-]{24,256}$' },
      secret: true,
      random: true,
    },
    { optional: true },
  ),
  atlasClientIds: defineList(
    {
      name: 'ATLAS_CLIENT_IDS',
      meaning:
        "the supplier's client ids (`cid`) that are accepted when a body has one; any when not set",
      expectation: 'a comma list of client ids',
      example: 'ABC1234',
      items: { minLength: 1 },
    },
    { optional: true },
  ),
  allowedIps: defineList(
    {
      name: 'ALLOWED_IPS',
      meaning: 'comma list of addresses and CIDR ranges that may post webhooks; any when not set',
      expectation: 'a comma list of IP addresses and CIDR ranges',
      example: '203.0.113.7,2001:db8::/32',
      items: {},
      isItem: isAddressRange,
    },
    { optional: true },
  ),
  trustProxy: trustProxyVariable,
  maxConnections: defineInteger(
    {
      name: 'MAX_CONNECTIONS',
      meaning:
        'connections that are held open at a time; one more takes the place of the oldest that never showed a secret',
      expectation: 'a whole number, 10 to 100000',
      example: '2000',
      minimum: 10,
      maximum: 100_000,
    },
    { fallback: 2000 },
  ),
  maxBodyBytes: defineInteger(
    {
      name: 'MAX_BODY_BYTES',
      meaning: 'largest body that is read',
      expectation: 'a number of bytes, 1024 to 16777216',
      example: '262144',
      minimum: 1024,
      maximum: 16_777_216,
    },
    { fallback: 262_144 },
  ),
  enqueueTimeoutMs: defineInteger(
    {
      name: 'ENQUEUE_TIMEOUT_MS',
      meaning: 'how long Redis may take to store a delivery; the supplier waits about 5 s',
      expectation: 'a time in milliseconds, 50 to 4000',
      example: '1000',
      minimum: 50,
      maximum: 4000,
    },
    { fallback: 1000 },
  ),
  journalDir: defineText(
    {
      name: 'JOURNAL_DIR',
      meaning:
        'folder of this ingest alone, on a disk that stays: deliveries that Redis cannot take are kept there and acknowledged; off when not set',
      expectation: 'the path of a folder',
      example: '/var/lib/ticketpost/journal',
    },
    { optional: true },
  ),
  ...tracingVariables,
  ...outboundVariables,
};
