import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { createEventStreams, type EventStreams } from '../../src/live/event-streams.ts';
import { createLiveTopic } from '../../src/live/live-topic.ts';
import { setSignedIn } from '../../src/login/signed-in-user.ts';

let made: number;
let streams: EventStreams;
let server: ReturnType<ReturnType<typeof express>['listen']>;
let url: string;

beforeEach(async () => {
  made = 0;
  streams = createEventStreams({ maxStreams: 1, isSignedIn: () => Promise.resolve(true) });
  const app = express();
  app.get('/', (request, response) => {
    setSignedIn(request, { user: { name: request.get('X-Name') ?? 'vera', role: 'viewer' } });
    streams.open(request, response, () => {
      made += 1;
      return createLiveTopic({
        read: () =>
          Promise.resolve(request.get('X-Name') === undefined ? undefined : { at: '', parts: {} }),
        everyMs: 1000,
        timeoutMs: 1000,
      });
    });
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  streams.close();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

test('a topic is made for who listens to it, and not for a look at the head', async () => {
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  expect(made).toBe(0);
  await (await fetch(url)).text();
  expect(made).toBe(1);
});

test('who comes when all streams are taken is turned away until one goes', async () => {
  const listenAs = (name: string) => {
    const leaving = new AbortController();
    const response = fetch(url, { headers: { 'X-Name': name }, signal: leaving.signal });
    const leave = () => {
      leaving.abort();
    };
    return { response, leave };
  };
  const first = listenAs('olga');
  expect((await first.response).status).toBe(200);
  expect((await listenAs('otto').response).status).toBe(503);
  first.leave();
  let status = 503;
  while (status === 503) status = (await listenAs('otto').response).status;
  expect(status).toBe(200);
});
