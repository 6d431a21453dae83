import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrderNo, sendBytes } from '@ticketpost/testkit';
import fc from 'fast-check';
import { startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { booking, bodyOf, key } from './bookings-client.ts';

let ingest: IngestUnderTest;
beforeAll(async () => {
  ingest = await startIngest({ bookingsKeys: [key] });
});
afterAll(async () => {
  await ingest.close();
});

/** Not the documented one: it would judge each of thousands of answers by the whole document. */
const ask = (method: string, orderNo: string, init: RequestInit = {}) =>
  fetch(ingest.url(`/bookings/${orderNo}`), {
    method,
    ...init,
    headers: { Authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) },
  });
const client = {
  put: (orderNo: string, body: unknown, headers: Record<string, string> = {}) =>
    ask('PUT', orderNo, {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    }),
  get: (orderNo: string, headers: Record<string, string> = {}) => ask('GET', orderNo, { headers }),
};

/** Stands in whatever a body holds. */
const mark = 'VALUE-MARK';

const odd = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.constantFrom<unknown>(
    ...[null, '', ' ', 0, -1, 1e21, true, [], {}, [[]], '\0', '\ud800', 'x'.repeat(300), mark],
    ...[`${mark}@example.com`, `a@b.test\r\nBcc: ${mark}@example.com`, { [mark]: mark }, [mark]],
  ),
);
/** All but `trip`, which would have to name the path's order. */
const goodBooking = {
  email: 'mia.travels@example.com',
  name: 'Miriam Testtraveller',
  locale: 'en',
  cc: ['assistant@example.com'],
  agencyReference: 'AG-1',
  expectTicketBy: '2026-11-24T18:00:00Z',
  itinerary: { segments: [{ departure: { airport: 'CAN' }, arrival: { airport: 'HND' } }] },
};
const field = fc.constantFrom(...Object.keys(goodBooking), 'trip', mark, '__proto__');
const anyBooking = fc
  .tuple(fc.array(field), fc.array(fc.tuple(field, odd), { maxLength: 2 }))
  .map(([dropped, changed]) => {
    const kept = Object.entries(goodBooking).filter(
      ([name]) => ['email', 'name', 'locale'].includes(name) || !dropped.includes(name),
    );
    return Object.fromEntries([...kept, ...changed]);
  });
const anyBody = fc.oneof(
  { weight: 5, arbitrary: anyBooking.map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: odd.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** Any text that a URL can carry. */
const anyOrderNo = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 140 }),
    fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 8 }),
    fc.constantFrom('.', '..', '/', '//', '%', '%2e', '%00', '?', '#', '\\', ' ', '\u202e', '☃'),
  )
  .filter((text) => text.trim() !== '');

test('any body is stored or refused with problems that hold no value, and is masked when read', async () => {
  await fc.assert(
    fc.asyncProperty(anyBody, async (body) => {
      const orderNo = newOrderNo();
      const answer = await client.put(orderNo, body);
      expect([201, 400, 413, 422]).toContain(answer.status);
      if (answer.status === 201) {
        await answer.arrayBuffer();
        const text = await (await client.get(orderNo)).text();
        expect(text).not.toContain('mia.travels');
        expect(text).not.toContain('Testtraveller');
        expect((await client.get(orderNo)).status).toBe(200);
        return;
      }
      const { problems = [] } = await bodyOf(answer);
      expect(problems.map(({ message }) => message).join()).not.toContain(mark);
      expect((await client.get(orderNo)).status).toBe(404);
    }),
  );
});

test('any order number is one booking of its own, or refused', async () => {
  await fc.assert(
    fc.asyncProperty(anyOrderNo, async (orderNo) => {
      const path = `/bookings/${encodeURIComponent(orderNo)}`;
      const text = JSON.stringify(booking);
      const askRaw = async (method: string, body = '') => {
        const head = [
          `${method} ${path} HTTP/1.1`,
          'Host: localhost',
          `Authorization: Bearer ${key}`,
          'Content-Type: application/json',
          `Content-Length: ${Buffer.byteLength(body)}`,
        ];
        const { answers } = await sendBytes({
          port: ingest.port,
          parts: [Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)],
          then: 'wait',
          until: 'answer',
        });
        return answers[0];
      };
      const put = await askRaw('PUT', text);
      const isOrderNo = !/\p{Cc}/u.test(orderNo) && Array.from(orderNo).length <= 128;
      expect([orderNo, put?.status]).toEqual([orderNo, isOrderNo ? 201 : 422]);
      const got = await askRaw('GET');
      expect(got?.status).toBe(isOrderNo ? 200 : 422);
      if (!isOrderNo) return;
      expect(JSON.parse(String(got?.body))).toMatchObject({ orderNo: orderNo.trim() });
      expect((await askRaw('DELETE'))?.status).toBe(204);
      // Its tombstone refuses it; the same number may be drawn again.
      expect((await askRaw('PUT', text))?.status).toBe(410);
      await ingest.connection.flushall();
    }),
  );
});

describe('whatever a change depends on', () => {
  interface Step {
    method: 'PUT' | 'GET';
    header: 'If-Match' | 'If-None-Match';
    tag: string;
  }
  const tag = fc.oneof(
    fc.constantFrom('current', 'current', 'weak', 'weak', 'former', '*', 'none'),
    fc.constantFrom('"other"', '', '"', 'x', 'W/""'),
    fc.constantFrom('"a", current', 'current,', '*, *', '\u00e9', '"\u00e9"'),
  );
  const steps = fc.array(
    fc.record<Step>({
      method: fc.constantFrom('PUT', 'GET'),
      header: fc.constantFrom('If-Match', 'If-None-Match'),
      tag,
    }),
    { minLength: 1, maxLength: 6 },
  );

  test('it is made when the version is the one named, else refused, and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (some, isThere) => {
        const first: Step = { method: 'PUT', header: 'If-Match', tag: 'none' };
        const all = isThere ? [first, ...some] : some;
        const orderNo = newOrderNo();
        let current: string | undefined;
        let former = '"former"';
        for (const step of all) {
          const { method, header } = step;
          const value = step.tag
            .replace('current', current ?? '"nothing"')
            .replace('weak', `W/${current ?? '"nothing"'}`)
            .replace('former', former);
          const headers: Record<string, string> = step.tag === 'none' ? {} : { [header]: value };
          const answer =
            method === 'PUT'
              ? await client.put(orderNo, booking, headers)
              : await client.get(orderNo, headers);
          await answer.arrayBuffer();
          const expected = expectedStatus({ ...step, value }, current);
          expect([step, answer.status]).toEqual([step, expected]);
          if (method === 'PUT' && answer.ok) {
            former = current ?? former;
            current = answer.headers.get('ETag') ?? undefined;
          }
          const now = await client.get(orderNo);
          await now.arrayBuffer();
          expect(now.headers.get('ETag')).toBe(current ?? null);
        }
      }),
    );
  });

  /** RFC 9110, section 13.1, told another way. */
  function expectedStatus(
    { method, header, tag: kind, value }: Step & { value: string },
    current: string | undefined,
  ): number {
    const isThere = current !== undefined;
    const tags = /^(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*$/.test(value.trim())
      ? [...value.matchAll(/(?:W\/)?"[^"]*"/g)].map(([one]) => one)
      : undefined;
    if (method === 'GET') {
      if (!isThere) return 404;
      if (kind === 'none' || header === 'If-Match') return 200;
      const isNamed =
        value.trim() === '*' || tags?.some((one) => one.replace('W/', '') === current);
      return isNamed === true ? 304 : 200;
    }
    const done = isThere ? 200 : 201;
    if (kind === 'none') return done;
    if (header === 'If-None-Match') {
      if (value.trim() !== '*') return 400;
      return isThere ? 412 : done;
    }
    if (value.trim() === '*') return isThere ? done : 412;
    if (tags === undefined) return 400;
    return isThere && tags.includes(current) ? done : 412;
  }
});
