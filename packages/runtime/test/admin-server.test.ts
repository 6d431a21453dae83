import { connect } from 'node:net';
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

function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(admin?.port ?? 0, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve(text);
    });
  });
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

  test.each([
    ['127.0.0.1', 200],
    ['localhost', 200],
    ['rebound.example.com', 421],
  ])('answers over loopback to the host %s with %d', async (host, status) => {
    await start();
    const answer = await sendRaw(
      `GET /metrics HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('listens on several addresses at one port', async () => {
    admin = await startAdminServer({
      host: '127.0.0.1,127.0.0.2',
      port: 0,
      checks: {},
      registry: new Registry(),
    });
    for (const host of ['127.0.0.1', '127.0.0.2']) {
      expect((await fetch(`http://${host}:${admin.port}/livez`)).status).toBe(200);
    }
  });

  test('does not wait for a head that never ends, nor reads a large one', async () => {
    await start();
    expect(await sendRaw('GET /livez HTTP/1.1\r\nHost: a\r\nX-A: ')).toMatch(/^HTTP\/1.1 408 /);
    expect(await sendRaw(`GET /livez HTTP/1.1\r\nX-A: ${'a'.repeat(9000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 431 /,
    );
  });

  test('answers a post before its body, and ends the connection', async () => {
    await start();
    const answer = await sendRaw(
      'POST /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 405 /);
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
