import { afterEach, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { openConnection } from '../open-connection.ts';
import { statusOf } from '../send-raw.ts';
import { secret, startIngest, type IngestUnderTest } from '../start-ingest.ts';

let ingest: IngestUnderTest | undefined;
afterEach(async () => {
  await ingest?.close();
  ingest = undefined;
});

const sample = JSON.stringify(sampleDelivery());
const path = `/webhooks/atlas/${secret}`;
const halfHead = `POST ${path} HTTP/1.1\r\nHost: a\r\nX-A: `;
const halfBody = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"type":`;
const open = (port: number, count: number, bytes = '') =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const connection = await openConnection(port);
      if (bytes !== '') connection.socket.write(bytes);
      return connection;
    }),
  );

test.each([
  ['send nothing', ''],
  ['never end their head', halfHead],
  ['never end their body', halfBody],
])('deliveries are taken while 500 connections %s', async (_what, bytes) => {
  ingest = await startIngest({ maxStrangers: 20 });
  const slow = await open(ingest.port, 500, bytes);
  for (let n = 0; n < 20; n += 1) expect((await ingest.post(sample)).status).toBe(200);
  for (const { socket } of slow) socket.destroy();
});

test('what one network holds open without a secret is bounded, known connections are not', async () => {
  ingest = await startIngest({ maxStrangers: 5 });
  const known = await open(
    ingest.port,
    10,
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${sample.length}\r\n\r\n${sample}`,
  );
  await Promise.all(known.map(({ until }) => until(/accepted/)));
  const strangers = await open(ingest.port, 8, halfHead);
  const others = strangers.slice(3);
  // The oldest are the ones that go.
  await Promise.all(strangers.slice(0, 3).map(({ closed }) => closed));
  for (const { socket } of [...known, ...others]) expect(socket.destroyed).toBe(false);
  for (const { socket } of [...known, ...others]) socket.destroy();
});

describe('a server that is full', () => {
  test('gives the place of the oldest that showed no secret to who comes', async () => {
    ingest = await startIngest({ maxConnections: 10 });
    const [oldest, ...strangers] = await open(ingest.port, 10, halfHead);
    expect((await ingest.post(sample)).status).toBe(200);
    await oldest?.closed;
    for (const { socket } of strangers) expect(socket.destroyed).toBe(false);
    for (const { socket } of strangers) socket.destroy();
  });

  test('of known connections gives the place of one that is idle', async () => {
    ingest = await startIngest({ maxConnections: 3 });
    const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${sample.length}\r\n\r\n`;
    const [first, ...known] = await open(ingest.port, 3, head + sample);
    await first?.until(/accepted/);
    await Promise.all(known.map(({ until }) => until(/accepted/)));
    const [late] = await open(ingest.port, 1, head + sample);
    await late?.until(/accepted/);
    await first?.closed;
    for (const { socket } of known) expect(socket.destroyed).toBe(false);
    for (const connection of [late, ...known]) connection?.socket.destroy();
  });

  test('of known connections at work turns who comes away', async () => {
    ingest = await startIngest({ maxConnections: 3 });
    const head = `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${sample.length}\r\n`;
    const known = await open(ingest.port, 3, `${head}Expect: 100-continue\r\n\r\n`);
    await Promise.all(known.map(({ until }) => until(/100 Continue/)));
    const [late] = await open(ingest.port, 1);
    expect(await late?.closed).toBe('');
    for (const { socket } of known) socket.write(sample);
    await Promise.all(known.map(({ until }) => until(/accepted/)));
    for (const { socket } of known) socket.destroy();
  });
});

test('a body that trickles is cut off long before the time of a request is over', async () => {
  ingest = await startIngest({ requestTimeoutMs: 600_000 });
  const [slow] = await open(
    ingest.port,
    1,
    `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n`,
  );
  const drip = setInterval(() => slow?.socket.write(' '), 100);
  const answer = (await slow?.closed) ?? '';
  clearInterval(drip);
  expect(statusOf(answer)).toBe(408);
});

test('the connection of a stranger ends with its answer', async () => {
  ingest = await startIngest();
  const [stranger] = await open(ingest.port, 1, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(await stranger?.closed).toMatch(/^Connection: close\r$/m);
});

describe('the end is not held up by a caller that', () => {
  test.each([
    ['trickles a head', halfHead],
    ['trickles a body', halfBody],
    ['asks on and on and reads no answer', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1000)],
  ])('%s', async (_what, bytes) => {
    const closing = await startIngest();
    const [slow] = await open(closing.port, 1, bytes);
    slow?.socket.pause();
    // By now the server has read of the first.
    expect((await closing.post(sample)).status).toBe(200);
    const drip = setInterval(() => slow?.socket.write('a'), 50);
    await closing.close();
    clearInterval(drip);
    slow?.socket.destroy();
  });
});
