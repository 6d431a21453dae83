import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { buildDelivery } from '@ticketpost/testkit';
import { createOpenApiDocument } from '../../src/openapi/create-open-api-document.ts';
import { problemAnswers } from '../../src/http/problem.ts';
import { maxBodyBytes, secret, startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { createAnswerCheck } from './check-answer.ts';
import { documentedFetch } from './documented-fetch.ts';

const document = createOpenApiDocument();

test('the document is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const copy = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
  expect(await validator.validate(copy)).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('the document names every problem', () => {
  const text = JSON.stringify(document);
  for (const code of Object.keys(problemAnswers)) expect(text).toContain(`"${code}"`);
});

describe('the check of answers', () => {
  const check = createAnswerCheck(document);
  const booking = { orderNo: 'ABCDE1', email: 'm•••@example.com', name: 'M.', locale: 'en' };
  const put = { method: 'PUT', path: '/bookings/ABCDE1', status: 200 };
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ETag: '"v1"' };
  test.each<[string, Partial<typeof put>, Record<string, string>, object | undefined, string[]]>([
    ['accepts what is documented', {}, headers, booking, []],
    ['finds a status', { status: 202 }, headers, booking, ['undocumented: PUT 202']],
    ['finds a path', { path: '/other' }, headers, booking, ['undocumented: PUT 200']],
    ['finds a method', { method: 'PATCH' }, headers, booking, ['undocumented: PATCH 200']],
    ['finds a missing header', { status: 201 }, headers, booking, ['missing header: location']],
    ['finds a wrong header', {}, { ...headers, ETag: 'v1' }, booking, ['wrong header: etag']],
    [
      'finds another header',
      {},
      { ...headers, 'Retry-After': '5' },
      booking,
      ['extra header: retry-after'],
    ],
    [
      'finds a content type',
      {},
      { ...headers, 'Content-Type': 'text/html' },
      booking,
      ['undocumented content type: text/html'],
    ],
    [
      'finds a field',
      {},
      headers,
      { ...booking, phone: '1' },
      [' must NOT have additional properties'],
    ],
    [
      'finds a field in a part that is referred to',
      {},
      headers,
      {
        ...booking,
        itinerary: { segments: [{ departure: { airport: 'CAN' }, arrival: { gate: '1' } }] },
      },
      [
        "/itinerary/segments/0/arrival must have required property 'airport'",
        '/itinerary/segments/0/arrival must NOT have additional properties',
      ],
    ],
    [
      'finds a body',
      { method: 'DELETE', status: 204 },
      {},
      booking,
      ['a body that is not documented'],
    ],
    [
      'finds a problem of another status',
      { status: 422 },
      { 'Content-Type': 'application/problem+json' },
      { type: 'about:blank', title: '', status: 422, code: 'not_found' },
      ['/code must be equal to one of the allowed values'],
    ],
  ])('%s', (_what, changes, given, body, faults) => {
    const answer = { ...put, ...changes, headers: new Headers(given), body: JSON.stringify(body) };
    expect(check(answer)).toEqual(faults);
  });
});

describe('what ingest answers to webhooks is documented', () => {
  let ingest: IngestUnderTest;
  beforeAll(async () => {
    ingest = await startIngest();
  });
  afterAll(async () => {
    await ingest.close();
  });
  const body = JSON.stringify(buildDelivery({ orderNo: 'ABCDE20260102030405678' }));
  const json = { 'Content-Type': 'application/json' };

  test.each<[number, string, RequestInit]>([
    [200, 'an event', { method: 'POST', body, headers: json }],
    [400, 'no JSON', { method: 'POST', body: '{' }],
    [405, 'another method', { method: 'GET' }],
    [413, 'too much', { method: 'POST', body: 'x'.repeat(maxBodyBytes + 1) }],
    [415, 'a form', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }],
    [422, 'no event', { method: 'POST', body: '{"type":"order.ticketed","data":[]}' }],
  ])('%d: %s', async (status, _what, init) => {
    const url = ingest.url(`/webhooks/atlas/${secret}`);
    expect((await documentedFetch(url, init)).status).toBe(status);
  });

  test('404: an unknown secret', async () => {
    const init = { method: 'POST', body };
    expect((await documentedFetch(ingest.url('/webhooks/atlas/guess'), init)).status).toBe(404);
  });

  test('429: too many of them', async () => {
    const other = await startIngest({ maxStrangersPerMinute: 1 });
    const ask = () => documentedFetch(other.url('/webhooks/atlas/guess'), { method: 'POST', body });
    expect([(await ask()).status, (await ask()).status]).toEqual([404, 429]);
    await other.close();
  });

  test('503: a store that takes nothing', async () => {
    const refuse = () => Promise.resolve({ kind: 'not_stored', cause: 'gone' } as const);
    const other = await startIngest({
      intake: { addEvent: refuse, addQuarantined: refuse, close: () => Promise.resolve() },
    });
    const init = { method: 'POST', body };
    expect((await documentedFetch(other.url(`/webhooks/atlas/${secret}`), init)).status).toBe(503);
    await other.close();
  });
});

describe('the document', () => {
  let ingest: IngestUnderTest;
  beforeAll(async () => {
    ingest = await startIngest();
  });
  afterAll(async () => {
    await ingest.close();
  });

  test('is served to everybody', async () => {
    const response = await documentedFetch(ingest.url('/openapi.json'));
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('is served to strangers, who are counted', async () => {
    const other = await startIngest({ maxStrangersPerMinute: 1 });
    const ask = () => documentedFetch(other.url('/openapi.json'));
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    await other.close();
  });

  test('is not sent again to whoever has it', async () => {
    const url = ingest.url('/openapi.json');
    const etag = (await documentedFetch(url)).headers.get('ETag') ?? '';
    const statuses = [];
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*', '"other"']) {
      statuses.push((await documentedFetch(url, { headers: { 'If-None-Match': tag } })).status);
    }
    expect(statuses).toEqual([304, 304, 304, 304, 200]);
  });

  test('is only read', async () => {
    const url = ingest.url('/openapi.json');
    expect((await documentedFetch(url, { method: 'PUT', body: '{}' })).status).toBe(405);
  });
});
