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
      good: () => Promise.resolve(),
      bad: () => Promise.reject(new Error('gone')),
    });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not_ready',
      checks: { good: 'ok', bad: 'gone' },
    });
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
