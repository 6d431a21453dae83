import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { openConnection, type OpenConnection } from '../open-connection.ts';
import { sendRaw, statusOf } from '../send-raw.ts';
import { maxBodyBytes, secret, startIngest, type IngestUnderTest } from '../start-ingest.ts';

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(async () => {
  await ingest.close();
});

const gibibyte = 2 ** 30;
const sample = JSON.stringify(sampleDelivery());
const post = (candidate: string, ...lines: string[]) =>
  [`POST /webhooks/atlas/${candidate} HTTP/1.1`, 'Host: a', ...lines, '', ''].join('\r\n');
const length = (bytes: number) => `Content-Length: ${bytes}`;
const wrong = 'not-the-secret-of-this-test';

/** Sends as much as it is let, up to a GiB, and resolves with how much the system took. */
async function pour({ socket, closed }: OpenConnection, framed: boolean): Promise<number> {
  const piece = Buffer.alloc(65_536, 'a');
  const chunk = framed
    ? Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')])
    : piece;
  let sent = 0;
  while (sent < gibibyte && !socket.destroyed) {
    const isTaken = socket.write(chunk);
    sent += piece.length;
    if (isTaken) await new Promise(setImmediate);
    else await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  }
  return sent;
}

describe('a body of a GiB', () => {
  test.each<[string, string, boolean, number]>([
    ['with its length and a wrong secret', post(wrong, length(gibibyte)), false, 404],
    ['in chunks and a wrong secret', post(wrong, 'Transfer-Encoding: chunked'), true, 404],
    ['with its length and the secret', post(secret, length(gibibyte)), false, 413],
    ['in chunks and the secret', post(secret, 'Transfer-Encoding: chunked'), true, 413],
    [
      'to the document',
      `PUT /openapi.json HTTP/1.1\r\nHost: a\r\n${length(gibibyte)}\r\n\r\n`,
      false,
      405,
    ],
    ['with a head that is refused', post(secret, 'Host: b', length(gibibyte)), false, 400],
  ])('%s is answered and never read', async (_what, head, framed, status) => {
    const connection = await openConnection(ingest.port, { rude: true });
    connection.socket.write(head);
    const sent = await pour(connection, framed);
    expect(statusOf(await connection.closed)).toBe(status);
    // What stands in the buffers of both ends, and no more.
    expect(sent).toBeLessThan(32 * 2 ** 20);
    expect(await ingest.quarantine.getWaitingCount()).toBe(0);
  });

  test('that unpacks from a few bytes is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(16 * 2 ** 20));
    for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'x', 'gzip, gzip', 'identity', '']) {
      const head = post(secret, length(bomb.length), `Content-Encoding: ${encoding}`);
      const answer = await sendRaw(ingest.port, Buffer.concat([Buffer.from(head), bomb]));
      expect({ encoding, status: statusOf(answer) }).toEqual({ encoding, status: 415 });
    }
  });
});

describe('a caller that waits to be told to go on', () => {
  const expecting = (candidate: string, bytes: number, ...lines: string[]) =>
    post(candidate, 'Expect: 100-continue', length(bytes), ...lines);

  test('is told so when its body is wanted', async () => {
    const connection = await openConnection(ingest.port);
    connection.socket.write(expecting(secret, sample.length, 'Connection: close'));
    await connection.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    connection.socket.write(sample);
    expect(await connection.closed).toMatch(/\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });

  test.each<[string, string, number]>([
    ['has a wrong secret', expecting(wrong, sample.length), 404],
    ['wants to send too much', expecting(secret, maxBodyBytes + 1), 413],
    ['wants to send what is packed', expecting(secret, 9, 'Content-Encoding: gzip'), 415],
  ])('is answered at once when it %s', async (_what, head, status) => {
    const connection = await openConnection(ingest.port);
    connection.socket.write(head);
    const answer = await connection.closed;
    expect(statusOf(answer)).toBe(status);
  });
});
