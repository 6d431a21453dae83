import { describe, expect, it } from '@jest/globals';
import {
  dashboardEnvironment,
  findUnusedVariables,
  inboxEnvironment,
  ingestEnvironment,
  workerEnvironment,
  type Environment,
} from '../../src/environment/child-environment.ts';

const person = {
  PATH: '/bin',
  TZ: 'UTC',
  HOME: '/home/somebody',
  CLOUD_TOKEN: 'not-ours',
  LOG_LEVEL: 'debug',
  SANDBOX_RECIPIENT: 'sandbox@example.com',
  BRAND_NAME: 'Blue Travel',
  BRAND_SUPPORT_EMAIL: 'help@example.com',
  MAX_BODY_BYTES: '2048',
  WEBHOOK_SECRETS: 'of-the-person-and-not-used',
  MAIL_FROM: '',
};
const redisUrl = 'redis://127.0.0.1:6379';

const standIn = { url: 'http://127.0.0.1:4010', clientId: 'id', clientSecret: 'secret' };

const build = (
  environment: Environment,
  { supplier }: { supplier?: typeof standIn } = { supplier: standIn },
): Record<string, Environment> => ({
  ingest: ingestEnvironment(environment, {
    redisUrl,
    port: 3000,
    adminPort: 9100,
    payloadKey: 'local:key',
    webhookSecret: 'door',
    journalFolder: '/data/journal',
    bookingsApiKey: 'bookings-key',
  }),
  worker: workerEnvironment(environment, {
    redisUrl,
    adminPort: 9101,
    payloadKey: 'local:key',
    smtpPort: 1025,
    dashboardPort: 3001,
    supplier,
  }),
  dashboard: dashboardEnvironment(environment, {
    redisUrl,
    port: 3001,
    adminPort: 9102,
    payloadKey: 'local:key',
    sessionSecret: 'cookie',
    users: [
      { name: 'operator', role: 'operator', hash: 'h1' },
      { name: 'viewer', role: 'viewer', hash: 'h2' },
    ],
  }),
  inbox: inboxEnvironment(environment),
});

const ofEveryApp = { PATH: '/bin', TZ: 'UTC', LOG_LEVEL: 'debug', SHUTDOWN_TIMEOUT_MS: '5000' };

describe('the environment of each process', () => {
  it.each([
    [
      'ingest',
      {
        ...ofEveryApp,
        REDIS_URL: redisUrl,
        ADMIN_HOST: '127.0.0.1',
        ADMIN_PORT: '9100',
        HOST: '127.0.0.1',
        PORT: '3000',
        PAYLOAD_KEYS: 'local:key',
        WEBHOOK_SECRETS: 'door',
        JOURNAL_DIR: '/data/journal',
        BOOKINGS_API_KEYS: 'bookings-key',
        MAX_BODY_BYTES: '2048',
      },
    ],
    [
      'worker',
      {
        ...ofEveryApp,
        REDIS_URL: redisUrl,
        ADMIN_HOST: '127.0.0.1',
        ADMIN_PORT: '9101',
        PAYLOAD_KEYS: 'local:key',
        SMTP_URL: 'smtp://127.0.0.1:1025',
        ATLAS_BASE_URL: standIn.url,
        ATLAS_CLIENT_ID: 'id',
        ATLAS_CLIENT_SECRET: 'secret',
        SANDBOX_RECIPIENT: 'sandbox@example.com',
        MAIL_FROM: 'Ticketpost <tickets@example.com>',
        DASHBOARD_URL: 'http://127.0.0.1:3001',
        BRAND_NAME: 'Blue Travel',
        BRAND_SUPPORT_EMAIL: 'help@example.com',
      },
    ],
    [
      'dashboard',
      {
        ...ofEveryApp,
        REDIS_URL: redisUrl,
        ADMIN_HOST: '127.0.0.1',
        ADMIN_PORT: '9102',
        HOST: '127.0.0.1',
        PORT: '3001',
        PAYLOAD_KEYS: 'local:key',
        SESSION_SECRET: 'cookie',
        DASHBOARD_URL: 'http://127.0.0.1:3001',
        DASHBOARD_USERS: 'operator:operator:h1,viewer:viewer:h2',
        BRAND_NAME: 'Blue Travel',
        BRAND_SUPPORT_EMAIL: 'help@example.com',
      },
    ],
    ['inbox', { PATH: '/bin', TZ: 'UTC' }],
  ])('of %s is its own part and no more', (name, expected) => {
    expect(build(person)[name]).toEqual(expected);
  });

  it('gives a sandbox order a mailbox when the person names none', () => {
    expect(build({})['worker']).toMatchObject({ SANDBOX_RECIPIENT: 'traveller@example.com' });
  });

  it.each([
    ['silent', 'info'],
    ['', 'info'],
    ['trace', 'trace'],
  ])('has every app write what we look for at LOG_LEVEL "%s"', (wanted, written) => {
    const built = build({ LOG_LEVEL: wanted });
    for (const app of ['ingest', 'worker', 'dashboard']) {
      expect(built[app]).toMatchObject({ LOG_LEVEL: written });
    }
  });

  const account = {
    ATLAS_CLIENT_ID: 'blue-travel',
    ATLAS_CLIENT_SECRET_FILE: '/run/secrets/atlas',
  };

  it("asks the person's own supplier with the person's own account", () => {
    const own = { ATLAS_BASE_URL: 'https://supplier.example.com', ...account };
    const { worker } = build(own, {});
    expect(worker).toMatchObject(own);
    expect(worker).not.toHaveProperty('ATLAS_CLIENT_SECRET');
  });

  it("hands the stand-in's account on alone, and how it is asked as the person wants", () => {
    const { worker = {} } = build({ ...account, ATLAS_TIMEOUT_MS: '500', RECONCILE_EVERY_MS: '0' });
    expect(worker).toMatchObject({
      ATLAS_BASE_URL: standIn.url,
      ATLAS_CLIENT_ID: 'id',
      ATLAS_CLIENT_SECRET: 'secret',
      ATLAS_TIMEOUT_MS: '500',
      RECONCILE_EVERY_MS: '0',
    });
    expect(worker).not.toHaveProperty('ATLAS_CLIENT_SECRET_FILE');
  });

  it.each([
    ['ours alone', { SMTP_URL: 'smtp://mail.test', NODE_ENV: '' }, ['SMTP_URL']],
    ['the key of the Bookings API', { BOOKINGS_API_KEYS: 'k' }, ['BOOKINGS_API_KEYS']],
    [
      'an account of no supplier',
      { ATLAS_BASE_URL: '', ...account },
      ['ATLAS_CLIENT_ID', 'ATLAS_CLIENT_SECRET_FILE'],
    ],
    ['not an account', { ATLAS_BASE_URL: 'https://supplier.example.com', ...account }, []],
  ])('tells which variables have no effect: %s', (_name, environment, names) => {
    expect(findUnusedVariables(environment)).toEqual(names);
  });
});
