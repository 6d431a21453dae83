import { afterEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, sampleDelivery } from '@ticketpost/testkit';
import { createAddressFilter, isAddressRange } from '@ticketpost/settings/ingest';
import { createSecretMatcher } from '../src/door/secret-matcher.ts';
import { sendRaw, statusOf } from './send-raw.ts';
import { secret, startIngest, type IngestUnderTest } from './start-ingest.ts';

let ingest: IngestUnderTest | undefined;
afterEach(async () => {
  await ingest?.close();
  ingest = undefined;
});
const sample = JSON.stringify(sampleDelivery());
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('strangers', () => {
  test('are slowed down, and authentic deliveries from the same address are not', async () => {
    ingest = await startIngest({ maxStrangersPerMinute: 3 });
    const url = ingest.url('/webhooks/atlas/guess');
    const statuses = [];
    for (let n = 0; n < 5; n++) statuses.push((await fetch(url, { method: 'POST' })).status);
    expect(statuses).toEqual([404, 404, 404, 429, 429]);
    const refused = await fetch(url);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await codeOf(refused)).toBe('too_many_requests');
    expect((await ingest.post(sample)).status).toBe(200);
  });

  test('are counted at an address that does not decode', async () => {
    ingest = await startIngest({ maxStrangersPerMinute: 2 });
    const url = ingest.url('/webhooks/atlas/%zz');
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await fetch(url, { method: 'POST' })).status);
    expect(statuses).toEqual([404, 404, 429, 429]);
  });

  test('are counted before any byte of a body is read, and what they keep posting is not read either', async () => {
    ingest = await startIngest({ maxStrangersPerMinute: 1 });
    const head = (lines: string) =>
      `POST /webhooks/atlas/not-the-secret-of-it HTTP/1.1\r\nHost: a\r\n${lines}\r\n\r\n`;
    // No byte of the body is sent: an answer that waited for one would never come.
    const [first, second] = [
      await sendRaw(ingest.port, head('Content-Length: 1000')),
      await sendRaw(ingest.port, head('Transfer-Encoding: chunked')),
    ];
    expect([statusOf(first), statusOf(second)]).toEqual([404, 429]);
    for (const answer of [first, second]) expect(answer).toMatch(/^Connection: close\r$/m);
    for (let n = 0; n < 50; n++) expect((await ingest.post(sample)).status).toBe(200);
  });

  test('cannot choose the address that is counted', async () => {
    ingest = await startIngest({ maxStrangersPerMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) {
      const headers = { 'X-Forwarded-For': `198.51.100.${n}` };
      statuses.push((await fetch(ingest.url('/'), { headers })).status);
    }
    expect(statuses).toEqual([404, 404, 429, 429]);
  });

  test('are counted by their own address behind a trusted proxy', async () => {
    ingest = await startIngest({ maxStrangersPerMinute: 1, trustedProxies: 1 });
    const from = (address: string) =>
      fetch(ingest?.url('/') ?? '', { headers: { 'X-Forwarded-For': `6.6.6.6, ${address}` } });
    expect((await from('198.51.100.1')).status).toBe(404);
    expect((await from('198.51.100.2')).status).toBe(404);
    expect((await from('198.51.100.1')).status).toBe(429);
  });
});

describe('ALLOWED_IPS', () => {
  test('lets a listed address in', async () => {
    ingest = await startIngest({ allowedIps: ['127.0.0.0/8'] });
    expect((await ingest.post(sample)).status).toBe(200);
  });

  test('answers another address as if nothing were there, whatever it knows', async () => {
    ingest = await startIngest({ allowedIps: ['198.51.100.0/24'] });
    const response = await ingest.post(sample);
    expect(response.status).toBe(404);
    expect(await codeOf(response)).toBe('not_found');
    const forged = await ingest.post(sample, { 'X-Forwarded-For': '198.51.100.7' });
    expect(forged.status).toBe(404);
    expect(await ingest.events.getWaitingCount()).toBe(0);
  });
});

describe('ATLAS_CLIENT_IDS', () => {
  const delivery = buildDelivery({ orderNo: 'ABCDE20260102030405678' });
  test.each<[string, object, number]>([
    ['accepts a listed client', { ...delivery, cid: 'OURS' }, 200],
    ['accepts a body that names none', { ...delivery, cid: undefined }, 200],
    ['accepts a body whose client is null', { ...delivery, cid: null }, 200],
    ['keeps the body of another client in quarantine', { ...delivery, cid: 'THEIRS' }, 422],
    ['keeps a body whose client is an object', { ...delivery, cid: {} }, 422],
    ['keeps a body whose client is a list', { ...delivery, cid: ['OURS'] }, 422],
    ['keeps a body whose client is true', { ...delivery, cid: true }, 422],
    ['keeps a body whose client is blank', { ...delivery, cid: ' ' }, 422],
    ['keeps an event of another type too', { type: 'airline.status', cid: {} }, 422],
  ])('%s', async (_row, body, status) => {
    ingest = await startIngest({ clientIds: ['OURS'] });
    expect((await ingest.post(JSON.stringify(body))).status).toBe(status);
    expect(await ingest.quarantine.getWaitingCount()).toBe(status === 200 ? 0 : 1);
  });
});

test('without ATLAS_CLIENT_IDS a client that cannot be read is taken', async () => {
  ingest = await startIngest();
  const delivery = buildDelivery({ orderNo: 'ABCDE20260102030405678' });
  expect((await ingest.post(JSON.stringify({ ...delivery, cid: {} }))).status).toBe(200);
});

test('a store that cannot take it answers 503 with Retry-After, for good bodies and bad', async () => {
  const refuse = () => Promise.resolve({ kind: 'not_stored', cause: new Error('gone') } as const);
  ingest = await startIngest({
    intake: { addEvent: refuse, addQuarantined: refuse, close: () => Promise.resolve() },
  });
  for (const body of [sample, '{']) {
    const response = await ingest.post(body);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await codeOf(response)).toBe('not_stored');
  }
});

describe('the secret matcher', () => {
  const isSecret = createSecretMatcher([secret, 'the-other-secret-here']);
  test.each([
    [secret, true],
    ['the-other-secret-here', true],
    ['', false],
    [`${secret} `, false],
    [secret.slice(1), false],
    ['sеcret-with-a-cyrillic-e', false],
  ])('of %j says %s', (candidate, expected) => {
    expect(isSecret(candidate)).toBe(expected);
  });
});

describe('the address filter', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.1', false],
    ['192.0.2.0/24', '::ffff:192.0.2.1', true],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['0.0.0.0/0', '', false],
  ])('of %s lets %s pass: %s', (range, address, expected) => {
    expect(createAddressFilter([range])(address)).toBe(expected);
  });

  test.each(['192.0.2.300', '192.0.2.0/33', '2001:db8::/129', 'example.com', '', '10.0.0.0/x'])(
    'takes %j for no range',
    (text) => {
      expect(isAddressRange(text)).toBe(false);
    },
  );
});
