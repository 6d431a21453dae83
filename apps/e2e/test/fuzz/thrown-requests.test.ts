import { createServer, type RequestListener } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeAnswer } from '../../src/fuzz/judge/judge-answer.ts';
import { throwRequests } from '../../src/fuzz/throw-requests.ts';
import { makeRequest, marks } from './sample-requests.ts';

describe('a defect of a server is found by what is thrown at it', () => {
  const closers: (() => void)[] = [];
  afterAll(() => {
    for (const close of closers) close();
  });
  const listen = async (server: ReturnType<typeof createRawServer>): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    closers.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const throwAt = async (port: number): Promise<Set<string>> => {
    const kinds = new Set<string>();
    let number = 0;
    await throwRequests({
      ports: { ingest: port, dashboard: port },
      connections: 4,
      next: () => (number < 150 ? makeRequest((number += 1), { only: 'ingest' }) : undefined),
      onExchange: (request, exchange) => {
        for (const { kind } of judgeAnswer(request, exchange, marks)) kinds.add(kind);
      },
      timeoutMs: 200,
    });
    return kinds;
  };
  const good: RequestListener = (request, response) => {
    request.resume();
    response.writeHead(404, { 'Content-Type': 'application/problem+json' });
    response.end('{"status":404,"code":"not_found"}');
  };
  const serve = (listener: RequestListener) => {
    const server = createServer(listener);
    server.on('checkExpectation', listener);
    server.on('clientError', (_error, socket) => socket.destroy());
    return listen(server);
  };

  test('and a good one has none', async () => {
    expect(await throwAt(await serve(good))).toEqual(new Set());
  });

  test.each<[string, RequestListener, string]>([
    [
      'that fails at one kind of request',
      (request, response) => {
        if (request.method === 'PUT') response.writeHead(500).end();
        else good(request, response);
      },
      'server_error',
    ],
    [
      'that shows the path',
      (request, response) => {
        response.writeHead(404, { 'Content-Type': 'application/problem+json' });
        response.end(JSON.stringify({ code: 'not_found', path: request.url }));
      },
      'clear_text',
    ],
    [
      'that never answers',
      (request) => {
        request.resume();
      },
      'unanswered',
    ],
  ])('%s', async (_what, listener, kind) => {
    expect(await throwAt(await serve(listener))).toContain(kind);
  });
});
