import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSmtpStandIn, type SmtpStandIn } from '@ticketpost/testkit';
import { json, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let smtp: SmtpStandIn;

beforeAll(async () => {
  [system, smtp] = await Promise.all([startSystem(), startSmtpStandIn()]);
});
afterAll(() => Promise.all([system.stop(), smtp.close()]));

interface Answer {
  checks: { name: string; status: string; finding: string; remedy?: string }[];
}

const env = () => ({ SMTP_URL: smtp.url, MAIL_FROM: 'Blue Travel <tickets@agency.test>' });
const doctor = (...args: string[]) => system.runWith({ env: env() }, 'doctor', ...args);

describe('doctor', () => {
  test('looks at everything, has stable fields in JSON, and exits with 0', async () => {
    const run = await doctor('--json');
    const { checks } = json(run) as Answer;
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(run.exitCode).toBe(0);
    for (const { name, status, finding } of checks) {
      expect(name).toMatch(/^[a-z_]+(\.[a-z_]+)?$/);
      expect(['ok', 'warning', 'skipped']).toContain(status);
      expect(finding).not.toBe('');
    }
    const names = new Set(checks.map(({ name }) => name.split('.')[0]));
    expect([...names]).toEqual([
      'configuration',
      'secrets',
      'users',
      'templates',
      'redis',
      'keys',
      'retention',
      'journal',
      'smtp',
      'dns',
      'supplier',
      'lookup',
    ]);
    expect(smtp.mails).toHaveLength(0);
  });

  test('shows a table with the remedy below each line that needs one', async () => {
    const run = await system.runWith(
      { env: { ...env(), WORKER_CONCURRENCY: 'many' } },
      'doctor',
      '--only',
      'configuration',
      '--only',
      'smtp',
    );
    expect(run.exitCode).toBe(1);
    const lines = run.output.split('\n');
    const problem = lines.findIndex((line) => line.includes('WORKER_CONCURRENCY must be'));
    expect(lines[problem]).toMatch(/^✗ configuration\.worker /);
    expect(lines[problem + 1]).toMatch(/^ +→ Example: WORKER_CONCURRENCY=16$/);
    expect(run.output).toMatch(/^✓ smtp\.connection /m);
    expect(run.output).toMatch(/^- configuration\.ingest /m);
    expect(run.output).not.toContain('redis');
    expect(run.remarks.at(-1)).toMatch(/^1 failed, \d+ to look at, \d+ fine, \d+ skipped$/);
  });

  test('sends one mail when told where to', async () => {
    const run = await doctor('--only', 'smtp', '--send-to', 'somebody@example.com', '--json');
    expect((json(run) as Answer).checks.at(-1)).toMatchObject({
      name: 'smtp.test_mail',
      status: 'ok',
    });
    expect((await smtp.nextMail()).recipients).toEqual(['somebody@example.com']);
  });

  test.each([
    ['a check that there is not', ['--only', 'weather']],
    ['what is no address', ['--send-to', 'somebody']],
  ])('of %s is wrong usage', async (_what, args) => {
    const { exitCode, output } = await doctor(...args);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  });

  test('works with a configuration that no app would start with', async () => {
    const run = await system.runWith(
      { env: { NODE_ENV: 'production', REDIS_URL: 'redis' } },
      'doctor',
      '--json',
    );
    expect(run.exitCode).toBe(1);
    const { checks } = json(run) as Answer;
    expect(checks.find(({ name }) => name === 'configuration')?.remedy).toContain('docker compose');
  });
});
