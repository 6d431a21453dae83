import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseAnswers, sampleDelivery, sendBytes, type RawAnswer } from '@ticketpost/testkit';
import fc from 'fast-check';
import { problemAnswers } from '../src/http/problem.ts';
import { bentRequests, brokenBytes, framedRequests } from './hostile-requests.ts';
import { createLogLines } from './log-lines.ts';
import { olderSecret, secret, startIngest, type IngestUnderTest } from './start-ingest.ts';

const bookingsKey = 'a-key-of-this-test-with-32-chars';
const secrets = [secret, olderSecret, bookingsKey];
const webhook = `/webhooks/atlas/${secret}`;
/** Those that are authentic, those that are nearly so, and those that are nothing. */
const paths = [
  ...[webhook, webhook, '/webhooks/atlas/not-the-secret', '/webhooks/atlas/', '/bookings/N1'],
  ...['/openapi.json', '/', '*', '/livez', '/metrics', webhook.toUpperCase()],
];
const log = createLogLines();

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest({
    bookingsKeys: [bookingsKey],
    logger: log.logger,
    maxStrangersPerMinute: 1_000_000,
  });
});
afterAll(async () => {
  await ingest.close();
});

/** The contract's table: nothing of 5xx but 503. */
const problems = new Map<string, number>(
  Object.entries(problemAnswers).map(([code, { status }]) => [code, status]),
);
const good = new Set([200, 201, 204, 304]);

function expectAnswersOfContract(answers: readonly RawAnswer[]): void {
  for (const { status, headers, body } of answers) {
    if (!good.has(status)) {
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      // An answer to HEAD has no body.
      if (body.length > 0) {
        const { code = '' } = JSON.parse(body.toString()) as { code?: string };
        expect([code, problems.get(code)]).toEqual([code, status]);
      }
    }
    expect(status < 500 || status === 503).toBe(true);
  }
}

function expectNoSecret(bytes: Buffer): void {
  expect(secrets.filter((each) => bytes.includes(each))).toEqual([]);
}

async function expectHonestPostIsTaken(): Promise<void> {
  const response = await ingest.post(JSON.stringify(sampleDelivery()));
  expect(response.status).toBe(200);
  await response.arrayBuffer();
}

const sample = JSON.stringify(sampleDelivery());
const samplePost = Buffer.from(
  [
    `POST ${webhook} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(sample)}`,
    '',
    sample,
  ].join('\r\n'),
);

describe('whatever comes over the wire', () => {
  test.each<[string, fc.Arbitrary<Buffer>]>([
    ['a request with anything in any place', bentRequests(paths)],
    ['bytes of any kind', brokenBytes(samplePost)],
  ])(
    '%s is answered by the contract and closed, and the next delivery is taken',
    async (_what, requests) => {
      await fc.assert(
        fc.asyncProperty(requests, fc.boolean(), async (request, isInPieces) => {
          const half = Math.floor(request.length / 2);
          const parts = isInPieces
            ? [request.subarray(0, half), request.subarray(half)]
            : [request];
          const exchange = await sendBytes({
            port: ingest.port,
            parts,
            then: 'end',
            until: 'close',
          });
          expect(exchange.end).not.toBe('timed_out');
          expectAnswersOfContract(exchange.answers);
          expectNoSecret(exchange.bytes);
          await expectHonestPostIsTaken();
        }),
      );
    },
  );

  test('a caller who hangs up at any byte leaves nothing behind that others feel', async () => {
    await fc.assert(
      fc.asyncProperty(bentRequests(paths), fc.nat(), async (request, at) => {
        const part = request.subarray(0, at % (request.length + 1));
        await sendBytes({ port: ingest.port, parts: [part], then: 'hang_up', until: 'close' });
        await expectHonestPostIsTaken();
      }),
    );
  });

  test('a complete request leaves its connection usable, or closes it', async () => {
    await fc.assert(
      fc.asyncProperty(framedRequests(paths), async (request) => {
        const closing = samplePost.toString().replace('\r\nHost', '\r\nConnection: close\r\nHost');
        const exchange = await sendBytes({
          port: ingest.port,
          parts: [request, Buffer.from(closing)],
          then: 'wait',
          until: 'close',
        });
        expect(exchange.end).not.toBe('timed_out');
        const { answers, rest } = parseAnswers(exchange.bytes);
        expect(rest.toString()).toBe('');
        expectAnswersOfContract(answers);
        expectNoSecret(exchange.bytes);
        const [first, second] = answers;
        // One whose connection is cut before it has read its answer is told nothing.
        if (first === undefined) expect(exchange.end).toEqual({ error: expect.any(String) });
        else if (/close/i.test(first.headers.get('connection') ?? ''))
          expect(second).toBeUndefined();
        else expect(second?.status).toBe(200);
      }),
    );
  });

  test('is no error of ours, and no secret is in the log', () => {
    expect(log.lines.filter(({ level }) => ['error', 'fatal'].includes(level))).toEqual([]);
    expectNoSecret(Buffer.from(JSON.stringify(log.lines)));
  });
});
