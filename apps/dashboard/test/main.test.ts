import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startProcess, startTestRedis } from '@ticketpost/testkit';
import { basic, makeUsers, operator } from './support/test-users.ts';

const main = path.join(import.meta.dirname, '../src/main.ts');
const args = ['--conditions=source', '--import', 'tsx', main];

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let running: Awaited<ReturnType<typeof startProcess>> | undefined;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterEach(() => running?.stop());
afterAll(() => redis.stop());

interface Line {
  level: string;
  msg: string;
  port: number;
  adminPort: number;
}

async function startMain(env: Record<string, string>) {
  running = await startProcess({
    command: process.execPath,
    args,
    env: { REDIS_URL: redis.url, PORT: '0', ADMIN_PORT: '0', ...env },
    name: 'dashboard',
  });
  const text = await running.nextLine((line) => line.includes('is listening'), {
    timeoutMs: 20_000,
  });
  return { running, listening: JSON.parse(text) as Line };
}

test('a configuration that is wrong ends the process with 78 and every problem', () => {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: 'x',
      DASHBOARD_USERS: 'a:b:c,d:viewer:e',
    },
  });
  expect(status).toBe(78);
  for (const name of [
    'PORT',
    'DASHBOARD_USERS, entry 1',
    'DASHBOARD_USERS, entry 2',
    'SESSION_SECRET',
  ]) {
    expect(stderr).toContain(`- ${name}`);
  }
});

test('without users it runs, warns, and lets nobody in', async () => {
  const { running, listening } = await startMain({});
  const warnings = running.lines.filter((line) => (JSON.parse(line) as Line).level === 'warn');
  expect(warnings).toContainEqual(expect.stringContaining('DASHBOARD_USERS'));
  const response = await fetch(`http://127.0.0.1:${listening.port}/queues/`, {
    headers: { Authorization: basic(operator) },
  });
  expect(response.status).toBe(401);
});

test('it logs who came in, tells when it is ready, and ends in order', async () => {
  const users = await makeUsers();
  const { running, listening } = await startMain({
    DASHBOARD_USERS: users.map(({ name, role, hash }) => `${name}:${role}:${hash}`).join(','),
  });
  const logIn = (password: string) =>
    fetch(`http://127.0.0.1:${listening.port}/login`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...operator, password }),
    });
  const refused = await logIn('not the password');
  const accepted = await logIn(operator.password);
  expect([refused.status, accepted.status]).toEqual([401, 303]);
  await running.nextLine((line) => line.includes('"outcome":"accepted"'));
  const outcomes = running.lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'login');
  expect(outcomes).toEqual([
    expect.objectContaining({ user: 'olga', role: 'operator', by: 'form', outcome: 'refused' }),
    expect.objectContaining({ user: 'olga', role: 'operator', by: 'form', outcome: 'accepted' }),
  ]);

  const ready = await fetch(`http://127.0.0.1:${listening.adminPort}/readyz`);
  const metrics = await fetch(`http://127.0.0.1:${listening.adminPort}/metrics`);
  expect([ready.status, metrics.status]).toEqual([200, 200]);
  expect(await metrics.text()).toContain('process_resident_memory_bytes');

  expect(await running.stop()).toEqual({ code: 0, signal: null });
  const log = running.lines.join('\n');
  for (const secret of [operator.password, 'not the password', 'ticketpost_session']) {
    expect(log).not.toContain(secret);
  }
});

test('it ends in order although Redis is frozen', async () => {
  const { running } = await startMain({});
  redis.freeze();
  const exit = await running.stop();
  redis.thaw();
  expect(exit).toEqual({ code: 0, signal: null });
});
