import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openEnvelope, parseEnvelope } from '@ticketpost/queue';
import { newOrderNo } from '@ticketpost/testkit';
import { keyring, startIngest, type IngestUnderTest } from '../start-ingest.ts';
import { booking, createBookingsClient, key } from './bookings-client.ts';

let ingest: IngestUnderTest;
let client: ReturnType<typeof createBookingsClient>;
beforeAll(async () => {
  ingest = await startIngest({ bookingsKeys: [key] });
  client = createBookingsClient(ingest);
});
afterAll(async () => {
  await ingest.close();
});
beforeEach(async () => {
  await ingest.events.obliterate({ force: true });
});

/** Lets a confirmation wait for the traveller's address, as the worker does. */
async function letConfirmationWait(orderNo: string, ticketSetId = 'a'.repeat(64)): Promise<void> {
  const deliveryId = 'd1';
  const entry = { event: 'received', deliveryId } as const;
  const claiming = await ingest.ledger.claim({ orderNo, ticketSetId, deliveryId, entry });
  if (claiming.kind !== 'claimed') throw new Error(claiming.kind);
  await ingest.ledger.giveUp(
    claiming.claim,
    { state: 'no_recipient', held: { orderNo, passengers: [] }, seenBooking: null },
    { event: 'no_recipient', deliveryId },
  );
}

const waitingJobs = async () =>
  (await ingest.events.getWaiting()).map(({ name, data }) => ({ name, data: data as unknown }));

describe('booking.stored', () => {
  test('is put on the queue once when a confirmation waits', async () => {
    const orderNo = newOrderNo();
    await letConfirmationWait(orderNo);
    expect((await client.put(orderNo)).status).toBe(201);
    const jobs = await waitingJobs();
    expect(jobs.map(({ name }) => name)).toEqual(['booking.stored']);
    const envelope = parseEnvelope(jobs[0]?.data);
    if (envelope === undefined) throw new Error('no envelope');
    expect(envelope).toMatchObject({ type: 'booking.stored', origin: 'booking', orderNo });
    expect(openEnvelope(keyring, envelope)).toEqual({ kind: 'opened', payload: {} });
  });

  test('is not put there when none waits', async () => {
    const orderNo = newOrderNo();
    await client.put(orderNo);
    await client.put(orderNo);
    expect(await waitingJobs()).toEqual([]);
  });

  test('is put there again by each PUT as long as one waits', async () => {
    const orderNo = newOrderNo();
    await letConfirmationWait(orderNo);
    await client.put(orderNo);
    await client.put(orderNo);
    expect(await waitingJobs()).toHaveLength(2);
  });

  test('follows also the repeat of a conditional PUT, which fails its condition', async () => {
    const orderNo = newOrderNo();
    await letConfirmationWait(orderNo);
    const condition = { 'If-None-Match': '*' };
    expect((await client.put(orderNo, booking, condition)).status).toBe(201);
    // As if this first one had been stored and its announcement lost.
    await ingest.events.obliterate({ force: true });
    expect((await client.put(orderNo, booking, condition)).status).toBe(412);
    expect(await waitingJobs()).toHaveLength(1);
    const another = { ...booking, locale: 'de' };
    expect((await client.put(orderNo, another, condition)).status).toBe(412);
    expect(await waitingJobs()).toHaveLength(1);
  });
});

describe('ticket.due', () => {
  const due = '2099-11-24T18:00:00.000Z';
  const dueIdOf = (orderNo: string, time: string) =>
    `expected-${createHash('sha256').update(`${orderNo}\n${time}`).digest('hex').slice(0, 40)}`;

  test('waits until its time, once however often the booking is put', async () => {
    const orderNo = newOrderNo();
    await client.put(orderNo, { ...booking, expectTicketBy: '2099-11-24T20:00:00+02:00' });
    await client.put(orderNo, { ...booking, expectTicketBy: due, locale: 'de' });
    const jobs = await ingest.events.getDelayed();
    expect(jobs.map(({ id }) => id)).toEqual([dueIdOf(orderNo, due)]);
    const [job] = jobs;
    expect((job?.timestamp ?? 0) + (job?.delay ?? 0)).toBeGreaterThan(Date.parse('2099-11-24'));
    const envelope = parseEnvelope(job?.data);
    if (envelope === undefined) throw new Error('no envelope');
    expect(envelope).toMatchObject({ type: 'ticket.due', origin: 'expected', orderNo });
    expect(openEnvelope(keyring, envelope)).toEqual({
      kind: 'opened',
      payload: { expectTicketBy: due },
    });
  });

  test('is another one when the time is another', async () => {
    const orderNo = newOrderNo();
    const later = '2099-12-01T00:00:00.000Z';
    for (const expectTicketBy of [due, later])
      await client.put(orderNo, { ...booking, expectTicketBy });
    const ids = (await ingest.events.getDelayed()).map(({ id }) => id);
    expect(ids).toEqual([dueIdOf(orderNo, due), dueIdOf(orderNo, later)]);
  });

  test('waits for nothing when its time has passed', async () => {
    await client.put(newOrderNo(), { ...booking, expectTicketBy: '2020-01-01T00:00:00Z' });
    expect((await waitingJobs()).map(({ name }) => name)).toEqual(['ticket.due']);
  });
});

test('nothing personal stands in Redis in clear', async () => {
  const orderNo = newOrderNo();
  await letConfirmationWait(orderNo);
  const cc = ['second.mailbox@example.com'];
  await client.put(orderNo, { ...booking, cc, expectTicketBy: '2099-11-24T18:00:00Z' });
  expect(await ingest.ledger.readBooking(orderNo)).toMatchObject({ body: { ...booking, cc } });
  const dump = await dumpRedis(ingest.connection);
  expect(dump).toContain(orderNo);
  for (const text of ['mia.travels', 'Testtraveller', 'Miriam', 'second.mailbox']) {
    expect(dump).not.toContain(text);
  }
});

/** All keys and values as text. */
async function dumpRedis(redis: IngestUnderTest['connection']): Promise<string> {
  const parts: unknown[] = [];
  for (const name of await redis.keys('*')) {
    switch (await redis.type(name)) {
      case 'hash':
        parts.push(name, await redis.hgetall(name));
        break;
      case 'stream':
        parts.push(name, await redis.xrange(name, '-', '+'));
        break;
      case 'list':
        parts.push(name, await redis.lrange(name, 0, -1));
        break;
      case 'zset':
        parts.push(name, await redis.zrange(name, '0', '-1'));
        break;
      case 'string':
        parts.push(name, await redis.get(name));
        break;
      case 'set':
        parts.push(name, await redis.smembers(name));
        break;
      default:
        throw new Error(`a key of another type: ${name}`);
    }
  }
  return JSON.stringify(parts);
}
