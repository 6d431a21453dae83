import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildDelivery,
  documentMarkers,
  newOrderNo,
  startSupplierStandIn,
  supplierMarkers,
  type SupplierStandIn,
} from '@ticketpost/testkit';
import { nextAttempt, outcomesOf } from './attempt-line.ts';
import { readFolder } from './read-folder.ts';
import { startSystem, type AppProcess, type System } from './start-system.ts';
import { supplierEnvironment } from './supplier-environment.ts';
import { watchQueue, type WatchedQueue } from './watch-queue.ts';

/** With the supplier's credentials: an event is a hint, and the supplier's word counts. */
let standIn: SupplierStandIn;
let system: System;
let queue: WatchedQueue;
let worker: AppProcess;
beforeAll(async () => {
  standIn = await startSupplierStandIn();
  system = await startSystem({
    worker: {
      ...supplierEnvironment(standIn),
      ATLAS_RECHECK_DELAYS_MS: '200,200,200',
      ATLAS_CONTACT_RECIPIENT: 'on',
      FALLBACK_RECIPIENT: '',
      // A sweep would find orders before their event comes.
      RECONCILE_EVERY_MS: '0',
      RETRY_DELAYS_MS: '100,100,100',
    },
  });
  queue = watchQueue(system.redis.url);
  worker = await system.startWorker();
});
afterAll(async () => {
  queue.close();
  await system.close();
  await standIn.close();
});

type Passengers = NonNullable<Parameters<typeof buildDelivery>[0]>['passengers'];

const post = async (orderNo: string, passengers?: Passengers) => {
  const body = buildDelivery({ orderNo, ...(passengers === undefined ? {} : { passengers }) });
  const response = await system.post(body);
  expect(response.status).toBe(200);
  return ((await response.json()) as { deliveryId: string }).deliveryId;
};
const put = (orderNo: string, more: object) => {
  const traveller = { email: 'traveller@example.com', name: 'Sample Traveller', locale: 'en' };
  return system.requestBooking('PUT', orderNo, { body: { ...traveller, ...more } });
};
const inOneSecond = () => new Date(Date.now() + 1000).toISOString();
const queriesOf = (orderNo: string) => standIn.queries.perOrder.get(orderNo) ?? 0;

describe('an event', () => {
  test('of an order that the supplier does not know is forged: a dead letter, and no mail', async () => {
    const orderNo = newOrderNo();
    const deliveryId = await post(orderNo);
    await nextAttempt(worker, { deliveryId, outcome: 'dead' });
    await queue.settled();
    expect(await queue.deadLetterReason(deliveryId)).toMatch(/^not_confirmed\b/);
    expect(system.mailsOf(orderNo)).toEqual([]);
  });

  test('of an order that is paid at first is mailed once, after it is ticketed', async () => {
    const orderNo = newOrderNo();
    standIn.script(orderNo, [{ state: 'paid' }, { state: 'paid' }, { state: 'ticketed' }]);
    const deliveryId = await post(orderNo);
    await standIn.waitForQueries(2, { orderNo });
    expect(system.mailsOf(orderNo)).toEqual([]);
    const sent = await nextAttempt(worker, { deliveryId, outcome: 'sent' });
    expect(sent.attempt).toBe(1);
    await queue.settled();
    expect(outcomesOf(worker, orderNo)).toEqual(['unconfirmed', 'unconfirmed', 'sent']);
    expect(system.mailsOf(orderNo)).toHaveLength(1);
    expect(queriesOf(orderNo)).toBe(3);
  });

  test('of an order of which one passenger has no ticket yet waits for it', async () => {
    const orderNo = newOrderNo();
    const [one, other] = [{ ticketNos: ['999-1000000001'] }, { ticketNos: ['999-1000000002'] }];
    standIn.script(orderNo, [
      { state: 'ticketed', passengers: [one, { ...other, ticketNos: [] }] },
      { state: 'ticketed', passengers: [one, other] },
    ]);
    await post(orderNo, [one, { ...other, ticketNos: [] }]);
    const { text } = await system.nextMailOf(orderNo);
    for (const { ticketNos } of [one, other]) expect(text).toContain(ticketNos[0]);
    await queue.settled();
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  });

  test("that differs from the supplier's word is mailed with the supplier's numbers", async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { passengers: [{ ticketNos: ['999-7770000001'] }] });
    await post(orderNo, [{ ticketNos: ['999-6660000001'] }]);
    const { text, html } = await system.nextMailOf(orderNo);
    for (const part of [text, html]) {
      expect(part).toContain('999-7770000001');
      expect(part).not.toContain('999-6660000001');
    }
    await queue.settled();
    expect(system.mailsOf(orderNo)).toHaveLength(1);
    expect(queriesOf(orderNo)).toBe(1);
  });

  test('of a cancelled order is not mailed', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { state: 'cancelled' });
    await nextAttempt(worker, { deliveryId: await post(orderNo), outcome: 'cancelled' });
    await queue.settled();
    expect(system.mailsOf(orderNo)).toEqual([]);
  });

  test('that comes twenty times costs one query and makes one mail', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo);
    await Promise.all(Array.from({ length: 20 }, () => post(orderNo)));
    await queue.settled();
    expect(system.mailsOf(orderNo)).toHaveLength(1);
    expect(queriesOf(orderNo)).toBe(1);
  });

  test('with nothing but an order number is mailed with the flights', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { returnSegments: [{}] });
    await system.post({ type: 'order.ticketed', data: { orderNo } });
    const { text, html } = await system.nextMailOf(orderNo);
    for (const part of [text, html]) {
      for (const flight of ['U28405', 'U28406']) {
        expect(part.replaceAll(/U2 (?=\d)/g, 'U2')).toContain(flight);
      }
      // Local to the airports, never converted.
      for (const time of ['06:40', '10:15', '11:05', '12:40']) expect(part).toContain(time);
    }
  });

  test('loses no attempt while the supplier is down', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo);
    standIn.misbehave({ dropConnection: true });
    const deliveryId = await post(orderNo);
    await nextAttempt(worker, { deliveryId, outcome: 'supplier_unavailable' });
    standIn.misbehave();
    await system.nextMailOf(orderNo);
    const sent = await nextAttempt(worker, { deliveryId, outcome: 'sent' });
    expect(sent.attempt).toBe(1);
  });
});

test('tickets that change after the mail are a second mail that says so', async () => {
  const orderNo = newOrderNo();
  const tickets = { before: '999-1110000001', after: '999-1110000002' };
  for (const ticketNo of [tickets.before, tickets.after]) {
    const passengers = [{ ticketNos: [ticketNo] }];
    standIn.setOrder(orderNo, { passengers });
    await nextAttempt(worker, { deliveryId: await post(orderNo, passengers), outcome: 'sent' });
  }
  const [first, second, ...others] = system.mailsOf(orderNo);
  expect(others).toEqual([]);
  expect(first?.subject).not.toMatch(/changed/);
  expect(second?.subject).toMatch(/changed/);
  for (const ticketNo of Object.values(tickets)) expect(second?.text).toContain(ticketNo);
  expect(second?.messageId).not.toBe(first?.messageId);
});

describe('the mail goes', () => {
  test("to the contact of the supplier's order, since that is switched on", async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { contactEmail: 'contact@example.com' });
    await post(orderNo);
    const { recipients } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['contact@example.com']);
  });

  test('to the traveller of the booking before anybody else', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { contactEmail: 'contact@example.com' });
    await put(orderNo, {});
    await post(orderNo);
    const { recipients } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['traveller@example.com']);
  });

  test('to nobody when the order has no contact', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { contactEmail: null });
    await nextAttempt(worker, { deliveryId: await post(orderNo), outcome: 'no_recipient' });
    expect(system.mailsOf(orderNo)).toEqual([]);
    await put(orderNo, {});
    const { recipients } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['traveller@example.com']);
  });
});

describe('a ticket that was expected by now and of which no event came', () => {
  test("is mailed by the supplier's word", async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo);
    await put(orderNo, { expectTicketBy: inOneSecond() });
    const { recipients, text } = await system.nextMailOf(orderNo);
    expect(recipients).toEqual(['traveller@example.com']);
    expect(text).toContain('999-2400000001');
    await nextAttempt(worker, { deliveryId: await post(orderNo), outcome: 'duplicate' });
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  });

  test('is reported when the supplier does not know the order', async () => {
    const orderNo = newOrderNo();
    await put(orderNo, { expectTicketBy: inOneSecond() });
    const { deliveryId } = await nextAttempt(worker, { orderNo, outcome: 'dead' });
    await queue.settled();
    expect(await queue.deadLetterReason(deliveryId)).toMatch(/^not_confirmed\b/);
    expect(system.mailsOf(orderNo)).toEqual([]);
  });
});

test('two orders of one trip whose events come at once are one mail that names both', async () => {
  const trip = [newOrderNo(), newOrderNo()] as const;
  for (const orderNo of trip) {
    standIn.setOrder(orderNo);
    await put(orderNo, { trip });
  }
  await Promise.all(trip.map((orderNo) => post(orderNo)));
  await system.nextMailOf(trip[0]);
  await queue.settled();
  const [first, second] = trip;
  expect(system.mailsOf(first)).toHaveLength(1);
  expect(system.mailsOf(second)).toEqual(system.mailsOf(first));
});

test("the airline's side and the passengers' documents are found nowhere", async () => {
  const orderNo = newOrderNo();
  standIn.setOrder(orderNo, { contactEmail: null });
  const deliveryId = await post(orderNo);
  await nextAttempt(worker, { deliveryId, outcome: 'no_recipient' });
  const { mails } = system.smtp;
  const places = {
    'the files of Redis': await readFolder(system.redis.directory),
    'the logs': system.processes.flatMap(({ lines }) => lines).join('\n'),
    'the mails': mails.map(({ raw, html, text }) => raw.toString('latin1') + html + text).join(),
    'the recipients': mails.flatMap(({ recipients }) => recipients).join(),
  };
  expect(places['the files of Redis']).toContain(orderNo);
  expect(places['the logs']).toContain(deliveryId);
  expect(places['the mails']).toContain('U28405');
  expect(places['the recipients']).toContain('contact@agency.example.com');
  for (const [place, text] of Object.entries(places)) {
    const found = [...supplierMarkers, ...documentMarkers].filter((marker) =>
      text.includes(marker),
    );
    expect({ place, found }).toEqual({ place, found: [] });
  }
});
