import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import { createDashboardServer, serverLimits } from '../../src/http/create-dashboard-server.ts';
import { setSignedIn } from '../../src/login/signed-in-user.ts';

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
      if (request.url === '/in') setSignedIn(request, { user: { name: 'vera', role: 'viewer' } });
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

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

test('a line of somebody who is logged in is kept for a while, then let go', async () => {
  const port = await start({ keepAliveTimeoutMs: 100 });
  const heard = await say(port, `${ask('/in')}${ask('/')}`);
  expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(heard.match(/Connection: keep-alive/g)).toHaveLength(2);
});

test('a line of a stranger ends with its answer', async () => {
  const port = await start({ keepAliveTimeoutMs: 60_000 });
  const heard = await say(port, `${ask('/')}${ask('/in')}`);
  expect(heard.match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  expect(heard).toContain('Connection: close');
});

test('strangers of one network who hold lines open are let go, others are not', async () => {
  const port = await start({
    maxStrangers: 3,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
    idleTimeoutMs: 60_000,
  });
  const known = connect(port, '127.0.0.1');
  sockets.push(known);
  known.write(ask('/in'));
  await once(known, 'data');
  const held = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
  await Promise.all(held.slice(0, 2).map((socket) => once(socket, 'close')));
  expect(held.map(({ destroyed }) => destroyed)).toEqual([true, true, false, false, false]);
  known.write(ask('/in'));
  expect(String(await once(known, 'data'))).toContain('200');
});

test('where there are too many lines, those who are logged in keep theirs', async () => {
  const port = await start({
    maxConnections: 3,
    maxStrangers: undefined,
    headersTimeoutMs: 60_000,
    requestTimeoutMs: 60_000,
  });
  const known = connect(port, '127.0.0.1');
  sockets.push(known);
  known.write(ask('/in'));
  await once(known, 'data');
  const held = await Promise.all(
    Array.from({ length: 2 }, async () => {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    }),
  );
  const gone = Promise.race(held.map((socket) => once(socket, 'close')));
  expect(await say(port, ask('/'))).toMatch(/^HTTP\/1\.1 200 /);
  await gone;
  known.write(ask('/in'));
  expect(String(await once(known, 'data'))).toContain('200');
});

test('the limits are those of the dashboard', () => {
  expect(serverLimits).toMatchObject({
    maxHeaderBytes: 16_384,
    maxConnections: 1000,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
  });
});
