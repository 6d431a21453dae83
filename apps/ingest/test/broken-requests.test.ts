import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { sendRaw } from './send-raw.ts';
import { maxBodyBytes, secret, startIngest, type IngestUnderTest } from './start-ingest.ts';

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest({ requestTimeoutMs: 300 });
});
afterAll(async () => {
  await ingest.close();
});

const sample = JSON.stringify(sampleDelivery());
const head = (...headers: string[]) =>
  [`POST /webhooks/atlas/${secret} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
const bodyOf = (answer: string) =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as unknown;
const expectProblem = (answer: string, status: number, code: string) => {
  expect(statusOf(answer)).toBe(status);
  expect(answer).toMatch(/^Content-Type: application\/problem\+json/m);
  expect(answer).toMatch(/^Connection: close\r$/m);
  expect(bodyOf(answer)).toMatchObject({ status, code });
};
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

describe('a request on the wire', () => {
  test('in chunks without a length is read', async () => {
    const half = Math.floor(sample.length / 2);
    const answer = await sendRaw(
      ingest.port,
      head('Transfer-Encoding: chunked', 'Content-Type: application/json', 'Connection: close') +
        chunk(sample.slice(0, half)) +
        chunk(sample.slice(half)) +
        '0\r\n\r\n',
    );
    expect(statusOf(answer)).toBe(200);
  });

  test('in chunks that go over the limit is answered 413 before it ends', async () => {
    const answer = await sendRaw(
      ingest.port,
      head('Transfer-Encoding: chunked') + chunk('a'.repeat(maxBodyBytes + 1)),
    );
    expect(statusOf(answer)).toBe(413);
  });

  test('that announces too much is answered 413 before it is sent', async () => {
    const answer = await sendRaw(ingest.port, head('Content-Length: 1000000000'));
    expect(statusOf(answer)).toBe(413);
  });

  test('whose body stops half way is answered 408 and not kept', async () => {
    const before = await ingest.events.getWaitingCount();
    const answer = await sendRaw(ingest.port, head('Content-Length: 100') + '{"type":');
    expectProblem(answer, 408, 'request_timeout');
    expect(await ingest.events.getWaitingCount()).toBe(before);
    expect(await ingest.quarantine.getWaitingCount()).toBe(0);
  });

  test('whose caller hangs up half way is not kept, and the next one is served', async () => {
    await sendRaw(ingest.port, head('Content-Length: 100') + '{"type":', { hangUp: true });
    expect((await ingest.post(sample)).status).toBe(200);
    expect(await ingest.quarantine.getWaitingCount()).toBe(0);
  });

  test.each([
    ['that is no HTTP', 'hello\r\n\r\n'],
    [
      'with both kinds of length',
      head('Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n',
    ],
    ['with a broken chunk', head('Transfer-Encoding: chunked') + 'zz\r\n'],
    ['without a host', `POST /webhooks/atlas/${secret} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`],
  ])('%s is answered 400', async (_what, bytes) => {
    expectProblem(await sendRaw(ingest.port, bytes), 400, 'malformed_request');
  });

  test('whose headers are too large is answered 431', async () => {
    const answer = await sendRaw(ingest.port, head(`X-A: ${'a'.repeat(20_000)}`));
    expectProblem(answer, 431, 'headers_too_large');
  });

  test('whose headers never end is answered 408', async () => {
    const answer = await sendRaw(ingest.port, 'POST / HTTP/1.1\r\nHost: localhost\r\nX-A: ');
    expectProblem(answer, 408, 'request_timeout');
  });
});
