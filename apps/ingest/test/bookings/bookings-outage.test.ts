import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createIntake, type Intake } from '@ticketpost/queue';
import { newOrderNo } from '@ticketpost/testkit';
import { startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { bodyOf, booking, createBookingsClient, key } from './bookings-client.ts';

interface Outage {
  state: string;
  hurt: (ingest: IngestUnderTest) => unknown;
  heal: (ingest: IngestUnderTest) => unknown;
}

describe.each<Outage>([
  {
    state: 'frozen',
    hurt: ({ redis }) => {
      redis.freeze();
    },
    heal: ({ redis }) => {
      redis.thaw();
    },
  },
  {
    state: 'full',
    hurt: ({ connection }) => connection.config('SET', 'maxmemory', '1'),
    heal: ({ connection }) => connection.config('SET', 'maxmemory', '0'),
  },
  {
    state: 'read-only',
    hurt: ({ connection }) => connection.replicaof('127.0.0.1', 1),
    heal: ({ connection }) => connection.replicaof('NO', 'ONE'),
  },
])('with a Redis that is $state', ({ hurt, heal }) => {
  let ingest: IngestUnderTest;
  beforeAll(async () => {
    ingest = await startIngest({ bookingsKeys: [key], storeTimeoutMs: 300 });
  });
  afterEach(async () => {
    await heal(ingest);
  });
  afterAll(async () => {
    await ingest.close();
  });

  test('a booking is answered 503, and can be put afterwards', async () => {
    const client = createBookingsClient(ingest);
    const orderNo = newOrderNo();
    await client.put(orderNo);
    await hurt(ingest);
    const response = await client.put(orderNo);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await bodyOf(response)).toMatchObject({ code: 'not_stored' });
    await heal(ingest);
    expect((await client.put(orderNo)).status).toBe(200);
  });

  test('an erasure is answered 503, and can be repeated afterwards', async () => {
    const client = createBookingsClient(ingest);
    const orderNo = newOrderNo();
    await client.put(orderNo);
    await hurt(ingest);
    expect((await client.remove(orderNo)).status).toBe(503);
    await heal(ingest);
    expect((await client.remove(orderNo)).status).toBe(204);
    expect((await client.get(orderNo)).status).toBe(404);
  });
});

test('a lookup in a frozen Redis is answered 503', async () => {
  const ingest = await startIngest({ bookingsKeys: [key], storeTimeoutMs: 300 });
  ingest.redis.freeze();
  const response = await createBookingsClient(ingest).get(newOrderNo());
  ingest.redis.thaw();
  expect(response.status).toBe(503);
  expect(await bodyOf(response)).toMatchObject({ code: 'not_available' });
  await ingest.close();
});

test('a booking whose announcement is not stored is answered 503, and a repeat makes it good', async () => {
  const refuse = () => Promise.resolve({ kind: 'not_stored', cause: new Error('gone') } as const);
  const intake: Intake = {
    addEvent: refuse,
    addQuarantined: refuse,
    close: () => Promise.resolve(),
  };
  const ingest = await startIngest({ bookingsKeys: [key], intake });
  const client = createBookingsClient(ingest);
  const orderNo = newOrderNo();
  const expecting = { ...booking, expectTicketBy: '2099-11-24T18:00:00Z' };
  expect((await client.put(orderNo, expecting)).status).toBe(503);
  expect((await client.put(orderNo, expecting, { 'If-None-Match': '*' })).status).toBe(503);

  const whole = createIntake({
    connection: ingest.connection,
    timeoutMs: 2000,
    onError: () => undefined,
  });
  intake.addEvent = (envelope, timing) => whole.addEvent(envelope, timing);
  expect((await client.put(orderNo, expecting)).status).toBe(200);
  expect(await ingest.events.getDelayedCount()).toBe(1);
  await whole.close();
  await ingest.close();
});
