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
      'dashboard',
      { NODE_ENV: 'production', ADMIN_PORT: '-1' },
      ['ADMIN_PORT', 'DASHBOARD_USERS', 'SESSION_SECRET'],
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
