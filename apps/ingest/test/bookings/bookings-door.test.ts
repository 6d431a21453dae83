import { afterEach, describe, expect, test } from '@jest/globals';
import { sampleDelivery } from '@ticketpost/testkit';
import { documentedFetch } from '../openapi/documented-fetch.ts';
import { createLogLines } from '../log-lines.ts';
import { sendRaw } from '../send-raw.ts';
import { startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { bodyOf, booking, key, otherKey } from './bookings-client.ts';

let ingest: IngestUnderTest | undefined;
afterEach(async () => {
  await ingest?.close();
  ingest = undefined;
});

const orderNo = 'ABCDE20260102030405678';
const path = `/bookings/${orderNo}`;
const put = (from: IngestUnderTest, authorization?: string) =>
  documentedFetch(from.url(path), {
    method: 'PUT',
    body: JSON.stringify(booking),
    headers: authorization === undefined ? {} : { Authorization: authorization },
  });

describe('the door of the Bookings API', () => {
  test('opens to each key while one rotates', async () => {
    ingest = await startIngest({ bookingsKeys: [key, otherKey] });
    expect((await put(ingest, `Bearer ${key}`)).status).toBe(201);
    expect((await put(ingest, `bearer ${otherKey}`)).status).toBe(200);
  });

  test.each<[string, string | undefined, boolean]>([
    ['no key', undefined, false],
    ['another scheme', `Basic ${Buffer.from(`x:${key}`).toString('base64')}`, false],
    ['the bare key', key, false],
    ['an empty key', 'Bearer ', false],
    ['a key cut short', `Bearer ${key.slice(0, -1)}`, true],
    ['a key too long', `Bearer ${key}x`, true],
    ['a key with another last character', `Bearer ${key.slice(0, -1)}x`, true],
    ['a key in upper case', `Bearer ${key.toUpperCase()}`, true],
    ['both keys at once', `Bearer ${key},${otherKey}`, false],
  ])('stays shut for %s', async (_what, authorization, isGiven) => {
    ingest = await startIngest({ bookingsKeys: [key, otherKey] });
    const response = await put(ingest, authorization);
    expect(response.status).toBe(401);
    expect(await bodyOf(response)).toMatchObject({ code: 'unauthorized' });
    expect(response.headers.get('WWW-Authenticate')).toBe(
      `Bearer realm="bookings"${isGiven ? ', error="invalid_token"' : ''}`,
    );
    expect(await ingest.ledger.readBooking(orderNo)).toEqual({ kind: 'none' });
  });

  test('answers a stranger before the body has come, whatever it asks', async () => {
    ingest = await startIngest({ bookingsKeys: [key] });
    const heads = ['PUT', 'GET', 'DELETE', 'PATCH'].map(
      (method) =>
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nConnection: close\r\n\r\n`,
    );
    for (const head of heads) expect(await sendRaw(ingest.port, head)).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('slows strangers down, and nobody who has a key', async () => {
    ingest = await startIngest({ bookingsKeys: [key], maxStrangersPerMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await put(ingest, 'Bearer guess')).status);
    expect(statuses).toEqual([401, 401, 429, 429]);
    const refused = await put(ingest);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await put(ingest, `Bearer ${key}`)).status).toBe(201);
    expect((await ingest.post(JSON.stringify(sampleDelivery()))).status).toBe(200);
  });

  test('does not ask for the addresses of the supplier', async () => {
    ingest = await startIngest({ bookingsKeys: [key], allowedIps: ['198.51.100.0/24'] });
    expect((await put(ingest, `Bearer ${key}`)).status).toBe(201);
  });

  test('writes neither keys nor what strangers send into the log', async () => {
    const log = createLogLines();
    ingest = await startIngest({ bookingsKeys: [key], logger: log.logger });
    await put(ingest, `Bearer ${key.slice(0, -1)}`);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({ msg: 'booking', outcome: 'unauthorized', method: 'PUT' });
    for (const text of [key.slice(0, -1), orderNo, 'mia']) {
      expect(JSON.stringify(log.lines)).not.toContain(text);
    }
  });

  test('is no door at all without keys', async () => {
    ingest = await startIngest();
    const nothing = await (await fetch(ingest.url('/nothing-here'))).text();
    const response = await put(ingest, `Bearer ${key}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(nothing);
  });
});
