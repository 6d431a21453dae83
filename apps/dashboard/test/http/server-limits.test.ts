import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import { createDashboardServer, serverLimits } from '../../src/http/create-dashboard-server.ts';

let server: Server;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** The limits of the dashboard, a hundred times as short. */
async function start(limits: Partial<typeof serverLimits> = {}): Promise<number> {
  server = createDashboardServer(
    (request, response) => {
      request.resume();
      request.on('end', () => response.end('fine'));
    },
    {
      ...serverLimits,
      headersTimeoutMs: 100,
      requestTimeoutMs: 300,
      checkEveryMs: 20,
      idleTimeoutMs: 1200,
      ...limits,
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** All that comes back until the line ends. */
async function say(port: number, words: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let heard = '';
  socket.on('data', (data) => (heard += data.toString()));
  socket.on('error', () => undefined);
  socket.write(words);
  await new Promise<void>((resolve) => {
    socket.on('close', () => {
      resolve();
    });
  });
  return heard;
}

const start431 = /^HTTP\/1\.1 431 /;

describe('who is cut off', () => {
  test.each([
    ['says nothing', '', /^$|^HTTP\/1\.1 408 /],
    ['never ends its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: ', /^HTTP\/1\.1 408 /],
    [
      'never ends its body',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nname=',
      /^$|^HTTP\/1\.1 408 /,
    ],
    [
      'sends headers of 17 KB',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(17_000)}\r\n\r\n`,
      start431,
    ],
    [
      'sends an address of 17 KB',
      `GET /${'a'.repeat(17_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      start431,
    ],
    ['sends no Host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'says two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    ['folds a header', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', /^HTTP\/1\.1 (400|200) /],
    ['speaks no HTTP', '\x16\x03\x01\x02\x00', /^HTTP\/1\.1 400 /],
  ])('%s', async (_what, words, answer) => {
    const port = await start();
    expect(await say(port, words)).toMatch(answer);
  });
});

test('a line that is quiet after an answer is kept for a while, then let go', async () => {
  const port = await start({ keepAliveTimeoutMs: 100 });
  expect(await say(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 [^]*fine/);
});

test('more lines than there may be are not taken, and one is when another goes', async () => {
  const port = await start({
    maxConnections: 3,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
  });
  const held = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
  const dropped = once(server, 'drop');
  expect(await say(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toBe('');
  await dropped;
  const gone = new Promise<void>((resolve) => {
    server.getConnections(() => {
      held[0]?.once('close', () => {
        resolve();
      });
      held[0]?.destroy();
    });
  });
  await gone;
  let heard = '';
  while (heard === '') {
    heard = await say(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  }
  expect(heard).toMatch(/^HTTP\/1\.1 200 /);
});

test('the limits are those of the dashboard', () => {
  expect(serverLimits).toMatchObject({
    maxHeaderBytes: 16_384,
    maxConnections: 1000,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
  });
});
