import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newOrderNo } from '@ticketpost/testkit';
import { createLogLines } from '../log-lines.ts';
import { maxBodyBytes, startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { bodyOf, booking, createBookingsClient, key } from './bookings-client.ts';

let ingest: IngestUnderTest;
let client: ReturnType<typeof createBookingsClient>;
const log = createLogLines();
const counted: string[] = [];
beforeAll(async () => {
  ingest = await startIngest({
    bookingsKeys: [key],
    logger: log.logger,
    countBooking: (method, outcome) => counted.push(`${method} ${outcome}`),
  });
  client = createBookingsClient(ingest);
});
afterAll(async () => {
  await ingest.close();
});

const etagOf = (response: Response) => response.headers.get('ETag') ?? '';
const eventsOf = async (orderNo: string) =>
  (await ingest.ledger.read(orderNo))?.timeline.map(({ event }) => event);

const erasuresOf = async (orderNo: string) =>
  (await ingest.events.getWaiting())
    .map(({ data }) => data as { orderNo?: string; type: string; origin?: string })
    .filter((data) => data.orderNo === orderNo && data.origin === 'erasure');

describe('PUT', () => {
  test('stores a booking, then replaces it, each time as a version of its own', async () => {
    const orderNo = newOrderNo();
    const first = await client.put(orderNo);
    expect(first.status).toBe(201);
    expect(first.headers.get('Location')).toBe(`/bookings/${orderNo}`);
    expect(await first.json()).toEqual({
      orderNo,
      email: 'm•••@example.com',
      name: 'M. T.',
      locale: 'en-GB',
    });
    const second = await client.put(orderNo);
    expect(second.status).toBe(200);
    expect(etagOf(second)).not.toBe(etagOf(first));
    expect(await eventsOf(orderNo)).toEqual(['booked', 'booked']);
  });

  test('takes all that a booking can hold', async () => {
    const orderNo = newOrderNo();
    const whole = {
      ...booking,
      cc: ['assistant@example.com'],
      agencyReference: 'AG-1',
      expectTicketBy: '2026-11-24T18:00:00+02:00',
      trip: [orderNo, newOrderNo()],
      itinerary: {
        segments: [
          {
            flightNumber: 'U28405',
            departure: { airport: 'CAN', time: '2026-11-24T08:30', terminal: '2' },
            arrival: { airport: 'HND' },
          },
        ],
        price: { amount: '412.50', currency: 'EUR' },
      },
    };
    expect((await client.put(orderNo, whole)).status).toBe(201);
    expect(await (await client.get(orderNo)).json()).toMatchObject({
      ...whole,
      email: 'm•••@example.com',
      name: 'M. T.',
      cc: ['a•••@example.com'],
      expectTicketBy: '2026-11-24T16:00:00.000Z',
    });
  });

  test.each(['AB CD/1?#%', 'Ordré-1', 'x'.repeat(128)])(
    'takes the order number %s',
    async (orderNo) => {
      const response = await client.put(orderNo);
      expect(response.status).toBe(201);
      expect(response.headers.get('Location')).toBe(`/bookings/${encodeURIComponent(orderNo)}`);
      expect(await (await client.get(orderNo)).json()).toMatchObject({ orderNo });
    },
  );

  test('trims an order number, as it is in events', async () => {
    const orderNo = newOrderNo();
    await client.put(` ${orderNo} `);
    expect((await client.get(orderNo)).status).toBe(200);
  });

  test.each([
    ['a blank one', '%20'],
    ['one with a line break', 'ABC%0ADEF'],
    ['one of 129 characters', 'x'.repeat(129)],
    ['one that does not decode', '%zz'],
    ['one in no UTF-8', '%ff'],
  ])('refuses as an order number %s', async (_what, segment) => {
    const response = await fetch(ingest.url(`/bookings/${segment}`), {
      method: 'PUT',
      body: JSON.stringify(booking),
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(422);
    expect(await bodyOf(response)).toEqual(
      expect.objectContaining({ code: 'invalid_order_number' }),
    );
  });

  test.each<[string, number, string, string]>([
    ['no JSON', 400, 'malformed_json', '{"email":'],
    ['nothing', 400, 'malformed_json', ''],
    ['a list', 422, 'invalid_booking', '[]'],
    ['too much', 413, 'body_too_large', `"${'x'.repeat(maxBodyBytes)}"`],
  ])('answers %s with %d %s and stores nothing', async (_what, status, code, body) => {
    const orderNo = newOrderNo();
    const response = await client.put(orderNo, body);
    expect(response.status).toBe(status);
    expect(await bodyOf(response)).toMatchObject({ code });
    expect((await client.get(orderNo)).status).toBe(404);
    expect(await eventsOf(orderNo)).toBeUndefined();
  });

  test.each<[string, object, string[]]>([
    ['without anything', {}, ['', '', '']],
    ['with two unknown fields', { ...booking, phone: '1', vip: true }, ['/phone', '/vip']],
    ['with a name of 300 characters', { ...booking, name: 'x'.repeat(300) }, ['/name']],
    [
      'with a line break in the address',
      { ...booking, email: 'mia@example.com\r\nBcc: x@example.com' },
      ['/email'],
    ],
    ['with two addresses', { ...booking, email: 'mia@example.com,ben@example.com' }, ['/email']],
    ['with a named address', { ...booking, email: 'Mia <mia@example.com>' }, ['/email']],
    ['with a bad copy', { ...booking, cc: ['mia@example.com', 'nobody'] }, ['/cc/1']],
    [
      'with a time without an offset',
      { ...booking, expectTicketBy: '2026-11-24' },
      ['/expectTicketBy'],
    ],
    ['with a trip of other orders', { ...booking, trip: ['ABCDE1', 'ABCDE2'] }, ['/trip']],
    [
      'with several problems',
      { ...booking, email: 7, locale: 'no locale', phone: '1' },
      ['/email', '/locale', '/phone'],
    ],
  ])('lists the problems of a booking %s', async (_what, body, pointers) => {
    const response = await client.put(newOrderNo(), body);
    expect(response.status).toBe(422);
    const { code, problems } = await bodyOf(response);
    expect(code).toBe('invalid_booking');
    expect([...new Set(problems?.map(({ pointer }) => pointer))].toSorted()).toEqual(
      [...new Set(pointers)].toSorted(),
    );
    expect(JSON.stringify(problems)).not.toContain('example.com');
  });

  test.each([
    ['415 for a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['415 for a packed body', { 'Content-Encoding': 'gzip' }, 415],
    ['201 for plain text', { 'Content-Type': 'text/plain' }, 201],
  ])('answers %s', async (_what, headers, status) => {
    expect((await client.put(newOrderNo(), booking, headers)).status).toBe(status);
  });

  test('under a condition changes only what is as expected', async () => {
    const orderNo = newOrderNo();
    const changed = { ...booking, locale: 'de' };
    const outcomes: number[] = [];
    const put = async (headers: Record<string, string>) => {
      const response = await client.put(orderNo, changed, headers);
      outcomes.push(response.status);
      return etagOf(response);
    };
    await put({ 'If-Match': '*' });
    const first = await put({ 'If-None-Match': '*' });
    await put({ 'If-None-Match': '*' });
    const second = await put({ 'If-Match': first });
    await put({ 'If-Match': first });
    await put({ 'If-Match': `"other", ${second}` });
    await put({ 'If-Match': 'W/"weak"' });
    await put({ 'If-Match': 'unquoted' });
    await put({ 'If-None-Match': '"some"' });
    expect(outcomes).toEqual([412, 201, 412, 200, 412, 200, 412, 400, 400]);
  });
});

describe('GET', () => {
  test('answers 404 without a booking', async () => {
    const response = await client.get(newOrderNo());
    expect(response.status).toBe(404);
    expect(await bodyOf(response)).toMatchObject({ code: 'not_found' });
  });

  test('shows the version that PUT answered, masked, and lets nobody keep it', async () => {
    const orderNo = newOrderNo();
    const version = etagOf(await client.put(orderNo));
    const response = await client.get(orderNo);
    expect(response.status).toBe(200);
    expect(etagOf(response)).toBe(version);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const text = await response.text();
    expect(text).not.toContain('mia.travels');
    expect(text).not.toContain('Testtraveller');
  });

  test('answers 304 to whoever has the version', async () => {
    const orderNo = newOrderNo();
    const version = etagOf(await client.put(orderNo));
    expect((await client.get(orderNo, { 'If-None-Match': version })).status).toBe(304);
    expect((await client.get(orderNo, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('answers 409 when the key is gone that sealed it, and PUT mends it', async () => {
    const orderNo = newOrderNo();
    await client.put(orderNo);
    const orderKey = `ticketpost:order:${orderNo}`;
    const stored = JSON.parse((await ingest.connection.hget(orderKey, 'booking')) ?? '') as object;
    const sealed = `gone.${Buffer.alloc(64).toString('base64url')}`;
    await ingest.connection.hset(orderKey, 'booking', JSON.stringify({ ...stored, sealed }));
    const response = await client.get(orderNo);
    expect(response.status).toBe(409);
    expect(await bodyOf(response)).toMatchObject({ code: 'booking_unreadable' });
    expect((await client.put(orderNo)).status).toBe(200);
    expect((await client.get(orderNo)).status).toBe(200);
  });
});

describe('DELETE', () => {
  test('erases the order, and answers the same when that was done', async () => {
    const orderNo = newOrderNo();
    await client.put(orderNo);
    expect((await client.remove(orderNo)).status).toBe(204);
    expect((await client.get(orderNo)).status).toBe(404);
    expect((await client.remove(orderNo)).status).toBe(204);
    expect(await eventsOf(orderNo)).toEqual(['erased']);
    const jobs = await erasuresOf(orderNo);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ type: 'order.erasure_asked', origin: 'erasure' });
  });

  test('holds for an order that nobody knows, so that nothing of it is kept when it comes', async () => {
    const orderNo = newOrderNo();
    expect((await client.remove(orderNo)).status).toBe(204);
    expect(await eventsOf(orderNo)).toEqual(['erased']);
    expect(await erasuresOf(orderNo)).toHaveLength(1);
  });

  test('lets no booking of the order be put again', async () => {
    const orderNo = newOrderNo();
    await client.put(orderNo);
    await client.remove(orderNo);
    for (const headers of [{}, { 'If-None-Match': '*' }]) {
      const response = await client.put(orderNo, booking, headers);
      expect(response.status).toBe(410);
      expect(await bodyOf(response)).toMatchObject({ code: 'erased' });
    }
    expect((await client.get(orderNo)).status).toBe(404);
  });

  test('under a condition erases only that version', async () => {
    const orderNo = newOrderNo();
    const version = etagOf(await client.put(orderNo));
    expect((await client.remove(orderNo, { 'If-Match': '"other"' })).status).toBe(412);
    expect(await erasuresOf(orderNo)).toEqual([]);
    expect((await client.remove(orderNo, { 'If-Match': version })).status).toBe(204);
    expect((await client.remove(orderNo, { 'If-Match': version })).status).toBe(412);
  });
});

test.each(['POST', 'PATCH', 'OPTIONS'])('the method %s is answered 405', async (method) => {
  const response = await client.ask(method, newOrderNo());
  expect(response.status).toBe(405);
  expect(response.headers.get('Allow')).toBe('DELETE, GET, PUT');
  expect(await bodyOf(response)).toMatchObject({ code: 'method_not_allowed' });
});

test.each(['', '/', '/ABCDE1/', '/ABCDE1/more'])('nothing is at /bookings%s', async (path) => {
  const response = await fetch(ingest.url(`/bookings${path}`), {
    headers: { Authorization: `Bearer ${key}` },
  });
  expect(response.status).toBe(404);
});

test('each request is counted, and logged in one line that holds nothing personal', async () => {
  const orderNo = newOrderNo();
  log.lines.length = 0;
  counted.length = 0;
  await client.put(orderNo);
  await client.get(orderNo);
  await client.put(orderNo, { ...booking, 'mia.travels@example.com': 1 });
  await client.ask('PATCH', orderNo);
  await client.remove(orderNo);
  await client.remove(orderNo);
  expect(counted).toEqual([
    'PUT created',
    'GET read',
    'PUT invalid_booking',
    'other method_not_allowed',
    'DELETE erased',
    'DELETE absent',
  ]);
  expect(log.lines.map(({ msg }) => msg)).toEqual(counted.map(() => 'booking'));
  for (const line of log.lines) {
    expect(line).toMatchObject({ orderNo });
    expect(line).toHaveProperty('durationMs');
  }
  const text = JSON.stringify(log.lines);
  for (const secret of [key, 'mia.travels', 'Testtraveller']) expect(text).not.toContain(secret);
});
