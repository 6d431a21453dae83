import { describe, expect, test } from '@jest/globals';
import { startApp } from './start-system.ts';

type App = Parameters<typeof startApp>[0];

/** `EX_CONFIG` of sysexits(3). */
const configurationExitCode = 78;

async function failToStart(app: App, env: Record<string, string>) {
  const child = await startApp(app, env);
  const { code } = await child.exited;
  return { code, problems: child.lines.filter((line) => line.startsWith('  - ')) };
}

describe('a wrong configuration', () => {
  test.each<[App, Record<string, string>, string[]]>([
    [
      'ingest',
      { PORT: 'x', WEBHOOK_SECRETS: 'short', ALLOWED_IPS: 'everybody', LOG_LEVEL: 'loud' },
      ['LOG_LEVEL', 'PORT', 'WEBHOOK_SECRETS', 'ALLOWED_IPS'],
    ],
    [
      'worker',
      { SMTP_URL: 'http://x', RETRY_DELAYS_MS: '1,y', PAYLOAD_KEYS: 'k1:short' },
      ['PAYLOAD_KEYS', 'SMTP_URL', 'MAIL_FROM', 'RETRY_DELAYS_MS'],
    ],
    ['worker', { NODE_ENV: 'production', MAIL_FROM: 'a@example.com' }, ['PAYLOAD_KEYS']],
    [
      'ingest',
      { WEBHOOK_SECRETS: 'a-secret-of-this-test', BOOKINGS_API_KEYS: 'short' },
      ['BOOKINGS_API_KEYS'],
    ],
    [
      'worker',
      {
        MAIL_FROM: 'a@example.com',
        FALLBACK_RECIPIENT: 'a@example.com, b@example.com',
        BOOKING_LOOKUP_URL: 'https://example.com/without-its-place',
        ATLAS_RECHECK_DELAYS_MS: 'soon',
      },
      ['FALLBACK_RECIPIENT', 'BOOKING_LOOKUP_URL', 'ATLAS_RECHECK_DELAYS_MS'],
    ],
    [
      'worker',
      { MAIL_FROM: 'a@example.com', ATLAS_CLIENT_ID: 'client', ATLAS_CLIENT_SECRET: 'secret' },
      ['ATLAS_BASE_URL'],
    ],
    [
      'worker',
      { MAIL_FROM: 'a@example.com', ATLAS_BASE_URL: 'https://api.example.com' },
      ['ATLAS_CLIENT_ID and ATLAS_CLIENT_SECRET'],
    ],
    [
      'dashboard',
      { NODE_ENV: 'production', ADMIN_PORT: '-1' },
      ['ADMIN_PORT', 'PAYLOAD_KEYS', 'DASHBOARD_USERS', 'SESSION_SECRET'],
    ],
    [
      'worker',
      { MAIL_FROM: 'a@example.com', NODE_TLS_REJECT_UNAUTHORIZED: '0', TLS_CA: 'no PEM' },
      ['NODE_TLS_REJECT_UNAUTHORIZED', 'TLS_CA'],
    ],
    [
      'ingest',
      {
        WEBHOOK_SECRETS: 'a-secret-of-this-test',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
        OUTBOUND_PRIVATE_HOSTS: '0.0.0.0/0',
        REDIS_URL: 'rediss://127.0.0.1?tls=x',
      },
      ['NODE_TLS_REJECT_UNAUTHORIZED', 'OUTBOUND_PRIVATE_HOSTS', 'REDIS_URL'],
    ],
    [
      'dashboard',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--insecure-http-parser' },
      ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_OPTIONS'],
    ],
    [
      'worker',
      {
        MAIL_FROM: 'a@example.com',
        BOOKING_LOOKUP_URL: 'http://169.254.169.254/latest/{orderNo}',
        ALERT_WEBHOOK_URL: 'https://10.0.0.1/',
      },
      ['BOOKING_LOOKUP_URL', 'ALERT_WEBHOOK_URL'],
    ],
  ])('of %s ends it with 78 and names every problem at once', async (app, env, names) => {
    const { code, problems } = await failToStart(app, env);
    expect(code).toBe(configurationExitCode);
    for (const name of names) {
      expect(problems.filter((problem) => problem.includes(`- ${name}`))).toHaveLength(1);
    }
    expect(problems).toHaveLength(names.length);
  });
});
