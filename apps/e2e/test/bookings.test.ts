import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { nextAttempt, outcomesOf } from './attempt-line.ts';
import { startBookingLookup, type BookingLookupServer } from './start-booking-lookup.ts';
import { bookingsKeys, startSystem, type AppProcess, type System } from './start-system.ts';
import { watchQueue, type WatchedQueue } from './watch-queue.ts';

/** Without the supplier's credentials: what an event says is believed. */
let system: System;
let lookup: BookingLookupServer;
let queue: WatchedQueue;
let worker: AppProcess;
beforeAll(async () => {
  const token = 'a-lookup-token';
  lookup = await startBookingLookup(token);
  system = await startSystem({
    worker: {
      FALLBACK_RECIPIENT: '',
      BOOKING_LOOKUP_URL: lookup.urlTemplate,
      BOOKING_LOOKUP_TOKEN: token,
      RETRY_DELAYS_MS: '100,100,100',
    },
  });
  queue = watchQueue(system.redis.url);
  worker = await system.startWorker();
});
afterAll(async () => {
  queue.close();
  await system.close();
  await lookup.close();
});

const traveller = (email: string) => ({ email, name: 'Sample Traveller', locale: 'en' });
const ownMailbox = (orderNo: string) => `${orderNo.toLowerCase()}@example.com`;
const put = async (orderNo: string, body: object = traveller(ownMailbox(orderNo))) => {
  const { status } = await system.requestBooking('PUT', orderNo, { body });
  return status;
};
const post = async (orderNo: string) => {
  const response = await system.post(buildDelivery({ orderNo }));
  expect(response.status).toBe(200);
  return ((await response.json()) as { deliveryId: string }).deliveryId;
};
const recipientsOf = (orderNo: string) =>
  system.mailsOf(orderNo).map(({ recipients }) => recipients);

describe('a booking', () => {
  test('that was there before its event tells who gets the mail, and who a copy', async () => {
    const orderNo = newOrderNo();
    const booking = { ...traveller('traveller@example.com'), cc: ['copy@example.com'] };
    expect(await put(orderNo, booking)).toBe(201);
    await post(orderNo);
    const { recipients, text } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['traveller@example.com', 'copy@example.com']);
    expect(text).toContain('Sample Traveller');
  });

  test('that comes after its event releases the mail that waits', async () => {
    const orderNo = newOrderNo();
    const deliveryId = await post(orderNo);
    await nextAttempt(worker, { deliveryId, outcome: 'no_recipient' });
    expect(await put(orderNo)).toBe(201);
    await system.nextMailOf(orderNo);
    expect(await put(orderNo)).toBe(200);
    await queue.settled();
    expect(recipientsOf(orderNo)).toEqual([[ownMailbox(orderNo)]]);
  });

  test('that comes at the same moment as its event makes one mail', async () => {
    const orders = Array.from({ length: 20 }, () => newOrderNo());
    await Promise.all(
      orders.map((orderNo, index) =>
        // Half of them while a worker has the event already.
        index % 2 === 0
          ? Promise.all([post(orderNo), put(orderNo)])
          : post(orderNo).then(() => put(orderNo)),
      ),
    );
    for (const orderNo of orders) await system.nextMailOf(orderNo);
    await queue.settled();
    expect(orders.map(recipientsOf)).toEqual(orders.map((orderNo) => [[ownMailbox(orderNo)]]));
  });

  test('that comes in the very moment in which nobody is found is heeded', async () => {
    const orderNo = newOrderNo();
    lookup.answer(orderNo, async () => {
      expect(await put(orderNo)).toBe(201);
      return 404;
    });
    const deliveryId = await post(orderNo);
    await nextAttempt(worker, { deliveryId, outcome: 'sent' });
    expect(outcomesOf(worker, orderNo)).toEqual(['changed_meanwhile', 'sent']);
    await queue.settled();
    expect(recipientsOf(orderNo)).toEqual([[ownMailbox(orderNo)]]);
  });

  test('with another address after the mail went out sends nothing', async () => {
    const orderNo = newOrderNo();
    await put(orderNo);
    await post(orderNo);
    await system.nextMailOf(orderNo);
    expect(await put(orderNo, traveller('somebody-else@example.com'))).toBe(200);
    const deliveryId = await post(orderNo);
    await nextAttempt(worker, { deliveryId, outcome: 'duplicate' });
    await queue.settled();
    expect(recipientsOf(orderNo)).toEqual([[ownMailbox(orderNo)]]);
  });

  test('is shown masked, and erased for good', async () => {
    const orderNo = newOrderNo();
    await put(orderNo);
    const shown = await system.requestBooking('GET', orderNo);
    expect(shown.status).toBe(200);
    const text = await shown.text();
    expect(text).toContain('@example.com');
    expect(text).not.toContain(ownMailbox(orderNo));
    expect(text).not.toContain('Traveller');

    expect((await system.requestBooking('DELETE', orderNo)).status).toBe(204);
    expect((await system.requestBooking('GET', orderNo)).status).toBe(404);
    await nextAttempt(worker, {
      deliveryId: await post(orderNo),
      outcome: 'not_owed',
      because: 'erased',
    });
    expect(recipientsOf(orderNo)).toEqual([]);
  });

  test.each([
    ['no key', null, 401],
    ['a key that is almost right', bookingsKeys.current.slice(0, -1), 401],
    ['the current key', bookingsKeys.current, 201],
    ['the previous key, while one rotates', bookingsKeys.previous, 201],
  ])('that comes with %s', async (_which, key, status) => {
    const orderNo = newOrderNo();
    const body = traveller('traveller@example.com');
    const answer = await system.requestBooking('PUT', orderNo, { body, key });
    expect(answer.status).toBe(status);
    expect(answer.headers.has('WWW-Authenticate')).toBe(status === 401);
    const isThere = (await system.requestBooking('GET', orderNo)).status === 200;
    expect(isThere).toBe(status === 201);
  });

  test('is found by the next worker when the one before was killed while the mail waited', async () => {
    const orderNo = newOrderNo();
    await nextAttempt(worker, { deliveryId: await post(orderNo), outcome: 'no_recipient' });
    await worker.kill();
    expect(await put(orderNo)).toBe(201);
    worker = await system.startWorker();
    await system.nextMailOf(orderNo);
    await queue.settled();
    expect(recipientsOf(orderNo)).toEqual([[ownMailbox(orderNo)]]);
  });
});

describe('the recipient', () => {
  test('of a sandbox order is never its traveller', async () => {
    const orderNo = newOrderNo({ sandbox: true });
    await put(orderNo);
    lookup.answer(orderNo, { email: ownMailbox(orderNo) });
    await post(orderNo);
    await system.nextMailOf(orderNo);
    expect(recipientsOf(orderNo)).toEqual([['sandbox@example.com']]);
    expect(lookup.questions(orderNo)).toBe(0);
  });

  test('is who the lookup names', async () => {
    const orderNo = newOrderNo();
    lookup.answer(orderNo, { email: 'looked-up@example.com', name: 'Looked Up', more: [1] });
    await post(orderNo);
    const { recipients, text } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['looked-up@example.com']);
    expect(text).toContain('Looked Up');
    expect(lookup.questions(orderNo)).toBe(1);
  });

  test('is asked for again when the lookup is in trouble', async () => {
    const orderNo = newOrderNo();
    lookup.answer(orderNo, 500, 503, { email: 'looked-up@example.com' });
    const deliveryId = await post(orderNo);
    await system.nextMailOf(orderNo);
    const sent = await nextAttempt(worker, { deliveryId, outcome: 'sent' });
    expect(sent.attempt).toBe(3);
    expect(outcomesOf(worker, orderNo)).toEqual(['deferred', 'deferred', 'sent']);
  });

  test('is nobody as long as nobody knows the traveller, which is counted', async () => {
    const count = () => worker.metric('ticketpost_attempts_total{outcome="no_recipient"}');
    const before = await count();
    const orderNo = newOrderNo();
    await nextAttempt(worker, { deliveryId: await post(orderNo), outcome: 'no_recipient' });
    expect(await count()).toBe(before + 1);
    expect(recipientsOf(orderNo)).toEqual([]);
  });

  test('may have a mailbox in letters of any script', async () => {
    const orderNo = newOrderNo();
    expect(await put(orderNo, traveller('größe@example.com'))).toBe(201);
    await post(orderNo);
    await system.nextMailOf(orderNo);
    expect(recipientsOf(orderNo)).toEqual([['größe@example.com']]);
  });
});

test('a ticket that was expected and of which no event came is reported as a dead letter', async () => {
  const orderNo = newOrderNo();
  const expectTicketBy = new Date(Date.now() + 1000).toISOString();
  await put(orderNo, { ...traveller(ownMailbox(orderNo)), expectTicketBy });
  const { deliveryId } = await nextAttempt(worker, { orderNo, outcome: 'dead' });
  await queue.settled();
  expect(await queue.deadLetterReason(deliveryId)).toMatch(/^event_missing\b/);
  expect(recipientsOf(orderNo)).toEqual([]);
});

test('two orders of one trip are one mail that names both', async () => {
  const trip = [newOrderNo(), newOrderNo()] as const;
  const [first, second] = trip;
  for (const orderNo of trip) await put(orderNo, { ...traveller(ownMailbox(first)), trip });
  await nextAttempt(worker, { deliveryId: await post(second), outcome: 'grouped' });
  await nextAttempt(worker, { deliveryId: await post(first), outcome: 'sent' });
  await queue.settled();
  expect(recipientsOf(first)).toEqual([[ownMailbox(first)]]);
  expect(system.mailsOf(second)).toEqual(system.mailsOf(first));
});
