import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openEnvelope, openQuarantinedDelivery, parseEnvelope } from '@ticketpost/queue';
import type { QuarantinedDelivery } from '@ticketpost/queue';
import { buildDelivery, documentMarkers, sampleDelivery } from '@ticketpost/testkit';
import {
  keyring,
  maxBodyBytes,
  olderSecret,
  secret,
  startIngest,
  type IngestUnderTest,
} from './start-ingest.ts';

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(async () => {
  await ingest.close();
});
beforeEach(async () => {
  await ingest.events.obliterate({ force: true });
  await ingest.quarantine.obliterate({ force: true });
});

interface AnswerBody {
  status: unknown;
  code?: string;
  deliveryId: string;
  problems?: { pointer: string; message: string }[];
}
const bodyOf = async (response: Response) => (await response.json()) as AnswerBody;
const stored = async () => ({
  events: await ingest.events.getWaitingCount(),
  quarantine: await ingest.quarantine.getWaitingCount(),
});
const sample = JSON.stringify(sampleDelivery());
const orderNo = 'ABCDE20260102030405678';

describe('an authentic delivery that can be read', () => {
  test('is acknowledged with its id and stored as a job of that id', async () => {
    const response = await ingest.post(sample);
    expect(response.status).toBe(200);
    const { deliveryId, status } = await bodyOf(response);
    expect(status).toBe('accepted');
    const envelope = parseEnvelope((await ingest.events.getJob(deliveryId))?.data);
    expect(envelope).toMatchObject({
      type: 'order.ticketed',
      orderNo: 'TESTL20230922153224323',
      deliveryId,
    });
  });

  test('carries the normalised order, sealed', async () => {
    const { deliveryId } = await bodyOf(await ingest.post(sample));
    const envelope = parseEnvelope((await ingest.events.getJob(deliveryId))?.data);
    if (envelope === undefined) throw new Error('no envelope');
    expect(JSON.stringify(envelope)).not.toContain('zhang');
    expect(openEnvelope(keyring, envelope)).toMatchObject({
      kind: 'opened',
      payload: {
        orderStatus: 2,
        passengers: [{ name: 'zhang/lisi', ticketNos: ['S30814'] }, {}, {}],
      },
    });
  });

  test('loses its document fields, in every type of event', async () => {
    for (const type of ['order.ticketed', 'order.addonComplete', 'never.heard.of']) {
      await ingest.post(JSON.stringify({ ...buildDelivery({ orderNo }), type }));
    }
    for (const job of await ingest.events.getWaiting()) {
      const envelope = parseEnvelope(job.data);
      if (envelope === undefined) throw new Error('no envelope');
      const payload = JSON.stringify(openEnvelope(keyring, envelope));
      for (const marker of documentMarkers) expect(payload).not.toContain(marker);
    }
    expect((await stored()).events).toBe(3);
  });

  test.each<[string, object]>([
    ['with nothing but an order number', { type: 'order.ticketed', data: { orderNo } }],
    ['that is not ticketed yet', buildDelivery({ orderNo, orderStatus: 1 })],
    ['of another type', { type: 'order.void', data: { orderNo, voidStatus: 5 } }],
    [
      'about no order',
      { type: 'airline.status', data: { airline: ['TO'], airlineStatus: 'Active' } },
    ],
    ['of a type nobody knows', { type: 'portal.test', hello: 'world' }],
    ['without a type', { orderNo, currency: 'EUR', refundStatus: 1 }],
    [
      'with prototype keys',
      JSON.parse(
        `{"type":"order.ticketed","__proto__":{"a":1},"data":{"orderNo":"${orderNo}"}}`,
      ) as object,
    ],
  ])('is accepted %s', async (_what, body) => {
    expect((await ingest.post(JSON.stringify(body))).status).toBe(200);
    expect(await stored()).toEqual({ events: 1, quarantine: 0 });
  });

  test.each<[string, Record<string, string>]>([
    ['as the supplier sends it', { 'Content-Type': 'application/json;charset=UTF-8' }],
    ['as another kind of JSON', { 'Content-Type': 'application/cloudevents+json' }],
    ['as plain text', { 'Content-Type': 'text/plain' }],
    ['with an upper-case type', { 'Content-Type': 'Application/JSON' }],
    ['with a bare semicolon', { 'Content-Type': 'application/json;' }],
    ['with a character set cut short', { 'Content-Type': 'application/json;charset=' }],
    ['with a semicolon at the end', { 'Content-Type': 'application/json; charset=UTF-8;' }],
    ['with blanks around the type', { 'Content-Type': ' application/json ; charset=UTF-8' }],
    ['with an empty content type', { 'Content-Type': '' }],
    ['with nothing but a parameter', { 'Content-Type': ';charset=UTF-8' }],
  ])('is read %s', async (_what, headers) => {
    expect((await ingest.post(sample, headers)).status).toBe(200);
  });

  test('is read without a content type', async () => {
    // A body of bytes gets none from fetch.
    expect((await ingest.post(Buffer.from(sample), {})).status).toBe(200);
  });

  test('is read after a byte order mark', async () => {
    expect((await ingest.post(`\uFEFF${sample}`)).status).toBe(200);
  });

  test('takes the last of a repeated key', async () => {
    const body = `{"type":"order.void","type":"order.ticketed","data":{"orderNo":"x","orderNo":"${orderNo}"}}`;
    const { deliveryId } = await bodyOf(await ingest.post(body));
    const job = await ingest.events.getJob(deliveryId);
    expect(job?.name).toBe('order.ticketed');
    expect(job?.data).toMatchObject({ orderNo });
  });

  test('comes in by every configured secret', async () => {
    const response = await fetch(ingest.url(`/webhooks/atlas/${olderSecret}`), {
      method: 'POST',
      body: sample,
    });
    expect(response.status).toBe(200);
  });

  test('is a job of its own each time it comes', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ingest.post(sample)));
    expect((await stored()).events).toBe(20);
  });
});

describe('an authentic delivery that cannot be read', () => {
  test.each<[string, number, string, string | Buffer]>([
    ['that is no JSON', 400, 'malformed_json', '{"type":'],
    ['that is empty', 400, 'malformed_json', ''],
    ['in no UTF-8', 400, 'malformed_json', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['that is a list', 422, 'invalid_event', '[]'],
    ['that is null', 422, 'invalid_event', 'null'],
    ['that is a number', 422, 'invalid_event', '7'],
    ['without an order number', 422, 'invalid_event', '{"type":"order.ticketed","data":{}}'],
    [
      'with an impossible field',
      422,
      'invalid_event',
      `{"type":"order.ticketed","data":{"orderNo":"${orderNo}","paxTicketInfos":"x"}}`,
    ],
  ])('%s is answered %d %s and kept in quarantine', async (_what, status, code, body) => {
    const response = await ingest.post(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    const answer = await bodyOf(response);
    expect(answer).toMatchObject({ status, code });
    const job = await ingest.quarantine.getJob(answer.deliveryId);
    expect(job?.name).toBe(code);
    expect(openQuarantinedDelivery(keyring, job?.data as QuarantinedDelivery)).toEqual({
      kind: 'opened',
      plaintext: Buffer.from(body),
    });
    expect(await stored()).toEqual({ events: 0, quarantine: 1 });
  });

  test('has every problem listed by its pointer, without values', async () => {
    const body = {
      type: 'order.ticketed',
      data: { orderStatus: 'SECRET-VALUE', paxTicketInfos: [7, { name: {} }] },
    };
    const { problems } = await bodyOf(await ingest.post(JSON.stringify(body)));
    expect(problems?.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/data',
      '/data/orderStatus',
      '/data/paxTicketInfos/0',
      '/data/paxTicketInfos/1/name',
    ]);
    expect(JSON.stringify(problems)).not.toContain('SECRET-VALUE');
  });

  test('has no clear text in Redis', async () => {
    await ingest.post(`${JSON.stringify(buildDelivery({ orderNo }))} and garbage`);
    const [job] = await ingest.quarantine.getWaiting();
    for (const marker of documentMarkers) expect(JSON.stringify(job)).not.toContain(marker);
  });

  test('of deep nesting is answered, however deep', async () => {
    const deep = (depth: number) =>
      `{"type":"never.heard.of","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect((await ingest.post(deep(10))).status).toBe(200);
    expect((await ingest.post(deep(2000))).status).toBe(422);
  });
});

describe('what is not a readable request', () => {
  test.each<[string, Record<string, string>]>([
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['XML', { 'Content-Type': 'application/xml' }],
    ['nonsense', { 'Content-Type': 'nonsense' }],
    ['JSON in a parameter', { 'Content-Type': 'application/xml;application/json' }],
    ['a gzipped body', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }],
    [
      'a body marked as identity',
      { 'Content-Type': 'application/json', 'Content-Encoding': 'identity' },
    ],
  ])('%s is answered 415 and not kept', async (_what, headers) => {
    const response = await ingest.post(sample, headers);
    expect(response.status).toBe(415);
    expect(await bodyOf(response)).toMatchObject({ code: 'unsupported_media_type' });
    expect(await stored()).toEqual({ events: 0, quarantine: 0 });
  });

  test('a body over the limit is answered 413 and not kept', async () => {
    const response = await ingest.post(JSON.stringify({ type: 'x', a: 'b'.repeat(maxBodyBytes) }));
    expect(response.status).toBe(413);
    expect(await bodyOf(response)).toMatchObject({ code: 'body_too_large' });
    expect(await stored()).toEqual({ events: 0, quarantine: 0 });
  });

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'the method %s is answered 405 with Allow',
    async (method) => {
      const response = await fetch(ingest.url(`/webhooks/atlas/${secret}`), { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('POST');
      if (method !== 'HEAD')
        expect(await bodyOf(response)).toMatchObject({ code: 'method_not_allowed' });
    },
  );
});

describe('whoever does not know the secret', () => {
  const paths = [
    '/',
    '/webhooks',
    '/webhooks/atlas',
    '/webhooks/atlas/',
    '/webhooks/atlas/wrong',
    `/webhooks/atlas/${secret}x`,
    `/webhooks/atlas/${secret.slice(0, -1)}`,
    `/webhooks/atlas/${secret.toUpperCase()}`,
    `/webhooks/atlas/${secret}/`,
    `/webhooks/atlas/${secret}/more`,
    `/Webhooks/atlas/${secret}`,
    `//webhooks/atlas/${secret}`,
    '/webhooks/atlas/%zz',
    '/webhooks/atlas/%00',
    '/livez',
    '/metrics',
  ];

  test.each(paths)('finds nothing at %s, by any method, always the same bytes', async (path) => {
    const reference = await fetch(ingest.url('/nothing-here'));
    const expected = await reference.text();
    for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
      const response = await fetch(ingest.url(path), {
        method,
        ...(method === 'POST' ? { body: sample } : {}),
      });
      expect(response.status).toBe(404);
      expect(await response.text()).toBe(expected);
      expect([...response.headers.keys()]).toEqual([...reference.headers.keys()]);
    }
    expect(await stored()).toEqual({ events: 0, quarantine: 0 });
  });
});

test('no answer names the framework', async () => {
  const response = await fetch(ingest.url('/'));
  expect(response.headers.get('X-Powered-By')).toBeNull();
  expect(await response.text()).not.toContain('<');
});
