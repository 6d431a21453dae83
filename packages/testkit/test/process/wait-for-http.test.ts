import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { findFreePort, waitForHttp } from '../../src/index.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

function listen(listener: RequestListener, port = 0): Promise<string> {
  const created = createServer(listener);
  server = created;
  return new Promise((resolve) => {
    created.listen(port, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(created.address() as AddressInfo).port}/`);
    });
  });
}

test('resolves with the first answer that is accepted', async () => {
  let requests = 0;
  const url = await listen((request, response) => {
    requests += 1;
    response.statusCode = requests < 3 ? 503 : 200;
    response.end(request.headers['x-key']);
  });
  const response = await waitForHttp(url, { timeoutMs: 10_000, headers: { 'x-key': 'k1' } });
  expect([response.status, await response.text(), requests]).toEqual([200, 'k1', 3]);
});

test('takes any answer that accept wants', async () => {
  const url = await listen((_request, response) => {
    response.statusCode = 401;
    response.end();
  });
  const accept = ({ status }: Response): boolean => status === 401;
  const response = await waitForHttp(url, { timeoutMs: 10_000, accept });
  expect(response.status).toBe(401);
});

test('waits for a server that is not there yet', async () => {
  const port = await findFreePort();
  const waiting = waitForHttp(`http://127.0.0.1:${port}/`, { timeoutMs: 10_000 });
  await listen((_request, response) => response.end('late'), port);
  expect(await (await waiting).text()).toBe('late');
});

test('rejects with the last failure when the bound passes', async () => {
  const url = await listen((_request, response) => {
    response.statusCode = 503;
    response.end();
  });
  await expect(waitForHttp(url, { timeoutMs: 300 })).rejects.toMatchObject({
    code: 'timed_out',
    cause: { message: expect.stringContaining('503') },
  });
});

test('rejects when a server hangs', async () => {
  const url = await listen(() => undefined);
  await expect(waitForHttp(url, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timed_out' });
});

test('ends early on request', async () => {
  const url = await listen(() => undefined);
  const waiting = waitForHttp(url, { timeoutMs: 60_000, signal: AbortSignal.timeout(50) });
  await expect(waiting).rejects.toMatchObject({ code: 'closed' });
});
