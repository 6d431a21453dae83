import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startProcess, startTestRedis } from '@ticketpost/testkit';
import { basic, makeUsers, viewer } from '../support/test-users.ts';

let redis: Awaited<ReturnType<typeof startTestRedis>>;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

test('a page that is kept up to date does not keep the process', async () => {
  const users = await makeUsers();
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const running = await startProcess({
    command: process.execPath,
    args: ['--conditions=source', '--import', 'tsx', main],
    env: {
      REDIS_URL: redis.url,
      PORT: '0',
      ADMIN_PORT: '0',
      DASHBOARD_USERS: users.map(({ name, role, hash }) => `${name}:${role}:${hash}`).join(','),
    },
    name: 'dashboard',
  });
  try {
    const line = await running.nextLine((text) => text.includes('is listening'), {
      timeoutMs: 20_000,
    });
    const { port } = JSON.parse(line) as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}/events`, {
      headers: { Authorization: basic(viewer) },
    });
    const reader = response.body?.getReader();
    await reader?.read();
    const stopping = running.stop();
    for (let chunk = await reader?.read(); chunk?.done === false;) chunk = await reader?.read();
    expect(await stopping).toEqual({ code: 0, signal: null });
    expect(running.lines.join('\n')).not.toContain('did not close in order');
  } finally {
    await running.stop();
  }
});
