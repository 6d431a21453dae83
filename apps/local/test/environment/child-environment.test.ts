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

const build = (environment: Environment): Record<string, Environment> => ({
  ingest: ingestEnvironment(environment, {
    redisUrl,
    port: 3000,
    adminPort: 9100,
    payloadKey: 'local:key',
    webhookSecret: 'door',
    journalFolder: '/data/journal',
  }),
  worker: workerEnvironment(environment, {
    redisUrl,
    adminPort: 9101,
    payloadKey: 'local:key',
    smtpPort: 1025,
  }),
  dashboard: dashboardEnvironment(environment, {
    redisUrl,
    port: 3001,
    adminPort: 9102,
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
        SANDBOX_RECIPIENT: 'sandbox@example.com',
        MAIL_FROM: 'Ticketpost <tickets@example.com>',
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
        SESSION_SECRET: 'cookie',
        DASHBOARD_USERS: 'operator:operator:h1,viewer:viewer:h2',
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

  it('tells which variables have no effect', () => {
    expect(findUnusedVariables({ ...person, SMTP_URL: 'smtp://mail.test', NODE_ENV: '' })).toEqual([
      'SMTP_URL',
      'WEBHOOK_SECRETS',
    ]);
  });
});
