import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import { createEventStreams, type EventStreams } from '../../src/live/event-streams.ts';
import { createLiveTopic } from '../../src/live/live-topic.ts';

let made: number;
let streams: EventStreams;
let server: ReturnType<ReturnType<typeof express>['listen']>;
let url: string;

beforeEach(async () => {
  made = 0;
  streams = createEventStreams({ maxStreams: 1, isSignedIn: () => Promise.resolve(true) });
  const app = express();
  app.get('/', (request, response) => {
    streams.open(request, response, () => {
      made += 1;
      return createLiveTopic({
        read: () => Promise.resolve(undefined),
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
