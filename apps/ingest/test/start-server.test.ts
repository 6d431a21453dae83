import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import {
  startServer,
  type Listener,
  type RunningServer,
  type ServerOptions,
} from '../src/http/start-server.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(() => {
  agent.destroy();
});

function post(port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', method: 'POST', agent }, (response) => {
      response.resume().once('end', () => {
        resolve(response);
      });
    })
      .once('error', reject)
      .end('{}');
  });
}

/** Posts over one connection until that fails; resolves with the last answer. */
async function postUntilRefused(port: number): Promise<IncomingMessage | undefined> {
  let last: IncomingMessage | undefined;
  for (;;) {
    try {
      last = await post(port);
    } catch {
      return last;
    }
  }
}

function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.once('close', () => {
      resolve(text);
    });
  });
}

async function start(
  listener: Listener,
  options: Partial<ServerOptions> = {},
): Promise<RunningServer> {
  return await startServer(listener, {
    ...{ host: '127.0.0.1', port: 0, maxConnections: 100, maxStrangers: undefined },
    ...options,
  });
}

test('a caller that goes on posting is told to close and does not hold up the end', async () => {
  let requests = 0;
  let closed: Promise<void> | undefined;
  const server = await start((_request, response) => {
    requests += 1;
    if (requests === 3) closed = server.close();
    response.end();
  });
  const last = await postUntilRefused(server.port);
  await closed;
  expect(requests).toBe(3);
  expect(last?.headers.connection).toBe('close');
});

test('a caller that stays after an answer that had begun does not hold up the end', async () => {
  let closed: Promise<void> | undefined;
  const server = await start((_request, response) => {
    response.write('begun');
    closed ??= server.close();
    response.end();
  });
  const answer = await post(server.port);
  expect(answer.headers.connection).not.toBe('close');
  await closed;
  expect(closed).toBeDefined();
});

test('a request that was half sent is answered, and its connection closed', async () => {
  const server = await start((_request, response) => response.end());
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
  // An answer on a later connection: by now the server has read the first half.
  await post(server.port);
  const closed = server.close();
  socket.write('\r\n');
  const answer = await readToEnd(socket);
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toMatch(/^Connection: close\r$/m);
});

test('a connection that never sent a byte does not hold up the end', async () => {
  const server = await start((_request, response) => response.end());
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  // An answer on a later connection: by now the server knows of the first.
  await post(server.port);
  await server.close();
  socket.destroy();
});

test('a broken request after the head of an answer is not answered', async () => {
  const server = await start((_request, response) => {
    response.write('begun');
  });
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  socket.once('data', () => socket.write('no HTTP\r\n\r\n'));
  const answer = await readToEnd(socket);
  await server.close();
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(answer).not.toContain('malformed_request');
});
