import { afterEach, describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { startAdminServer, type AdminServer, type ReadinessCheck } from '@ticketpost/runtime';

let admin: AdminServer | undefined;
afterEach(async () => {
  await admin?.close();
  admin = undefined;
});

async function start(checks: Record<string, ReadinessCheck> = {}) {
  admin = await startAdminServer({ host: '127.0.0.1', port: 0, checks, registry: new Registry() });
  return `http://127.0.0.1:${admin.port}`;
}

describe('the admin server', () => {
  test.each([
    ['GET', '/livez', 200],
    ['HEAD', '/livez', 200],
    ['GET', '/readyz', 200],
    ['GET', '/metrics', 200],
    ['GET', '/', 404],
    ['GET', '/livez/', 404],
    ['POST', '/livez', 405],
  ])('answers %s %s with %d', async (method, path, status) => {
    const response = await fetch((await start()) + path, { method });
    expect(response.status).toBe(status);
  });

  test('is not ready while a check fails, and names the reason', async () => {
    const url = await start({
      good: () => Promise.resolve({ status: 'ok' }),
      odd: () => Promise.resolve({ status: 'warning', entries: 3 }),
      bad: () => Promise.reject(new Error('gone')),
    });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not_ready',
      checks: {
        good: { status: 'ok' },
        odd: { status: 'warning', entries: 3 },
        bad: { status: 'failed', reason: 'gone' },
      },
    });
  });

  test('is ready with a warning', async () => {
    const url = await start({ odd: () => Promise.resolve({ status: 'warning' }) });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('does not wait for ever for a check', async () => {
    const url = await start({ hung: () => new Promise(() => undefined) });
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  test('rejects a port that is taken', async () => {
    await start();
    const port = admin?.port ?? 0;
    const second = startAdminServer({
      host: '127.0.0.1',
      port,
      checks: {},
      registry: new Registry(),
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
