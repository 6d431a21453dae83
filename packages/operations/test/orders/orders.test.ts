import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GiveUpOptions } from '@ticketpost/ledger';
import { parseEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { startOperations, ticketSetOf } from '../start-operations.ts';

let system: Awaited<ReturnType<typeof startOperations>>;
let orderNo: string;
let body: ReturnType<typeof buildDelivery>;

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.empty();
  orderNo = newOrderNo();
  body = buildDelivery({ orderNo });
});

const person = { by: 'olga', why: 'she called', via: 'dashboard' } as const;
const mailed = { order: { orderNo: '', passengers: [] } };

async function claim(more: { order?: string; terms?: string[]; deliveryId?: string } = {}) {
  const { order = orderNo, terms = [], deliveryId = 'delivery-1' } = more;
  const outcome = await system.ledger.claim({
    orderNo: order,
    ticketSetId: ticketSetOf(body),
    deliveryId,
    terms,
    entry: { event: 'received', deliveryId },
  });
  if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
  return outcome.claim;
}
async function send(order = orderNo): Promise<void> {
  await system.ledger.recordSent(
    await claim({ order }),
    {
      sentAt: '2026-11-24T08:01:00.000Z',
      messageId: '<1@example.com>',
      recipient: 'mia@example.com',
      lastAnswer: '250 Ok',
      mailed: { order: { ...mailed.order, orderNo: order } },
    },
    { event: 'sent' },
  );
}
const giveUp = async (to: GiveUpOptions) =>
  system.ledger.giveUp(await claim(), to, { event: 'dead', deliveryId: 'delivery-1' });
const search = (query: string, page: { after?: string; limit?: number } = {}) =>
  system.operations.searchOrders(query, { limit: 25, ...page });
const jobsNow = async () =>
  (await system.events.getWaiting()).map(({ data }) => parseEnvelope(data));

describe('a search', () => {
  test.each([
    ['the order number', () => orderNo],
    ['the order number in small letters and spaces', () => ` ${orderNo.toLowerCase()} `],
    ['a booking reference', () => 'qwerty'],
    ['a ticket number', () => '176-2400 000001'],
    ['a delivery', () => 'delivery-1'],
  ])('finds an order by %s', async (_by, query) => {
    await claim({ terms: ['QWERTY', '1762400000001'] });
    expect(await search(query())).toEqual({
      orders: [{ orderNo, state: 'sending', at: expect.any(String) as unknown }],
    });
  });

  test('finds nothing by what nobody knows', async () => {
    await claim();
    for (const query of ['', ' ', 'ABC', '<script>', '/', '..', '%', '\0', 'x'.repeat(10_240)]) {
      expect(await search(query)).toEqual({ orders: [] });
    }
  });

  test('finds an order whose number holds anything', async () => {
    for (const order of ['A/B', '<b>&"', '50%', '..', 'Ж中', 'a b', 'x'.repeat(128)]) {
      await claim({ order });
      expect((await search(order)).orders).toMatchObject([{ orderNo: order }]);
    }
  });

  test('leads from page to page', async () => {
    const orders = Array.from({ length: 7 }, (_, n) => `ORDER${n}`);
    for (const order of orders) await claim({ order, terms: ['QWERTY'] });
    const first = await search('QWERTY', { limit: 4 });
    const second = await search('QWERTY', { limit: 4, after: first.next ?? '' });
    expect(first.orders.map((one) => one.orderNo)).toEqual(orders.slice(0, 4));
    expect(second.orders.map((one) => one.orderNo)).toEqual(orders.slice(4));
    expect(second.next).toBeUndefined();
  });

  test('says where a delivery is that is not worked off', async () => {
    await system.keep('kept-delivery', '{}');
    expect(await search('kept-delivery')).toEqual({
      orders: [],
      delivery: { deliveryId: 'kept-delivery', place: 'quarantine' },
    });
    await system.makeDeadLetter('dead-delivery', body);
    expect((await search('dead-delivery')).delivery?.place).toBe('dead_letter');
  });
});

describe('an order', () => {
  test('is read with nothing personal in the answers of the mail server', async () => {
    await system.ledger.putBooking(
      orderNo,
      { body: { orderNo, email: 'vera.booked@example.com', name: 'Vera Sample' } },
      { event: 'booked' },
    );
    const answer = '550 5.1.1 vera.booked unknown user';
    const claimed = await claim();
    await system.ledger.giveUp(
      claimed,
      { state: 'dead' },
      {
        event: 'dead',
        deliveryId: 'delivery-1',
        ticketSetId: ticketSetOf(body),
        reason: 'mailbox_refused',
        sealed: { answer },
      },
    );
    const view = await system.operations.readOrder(orderNo);
    expect(view?.standing).toMatchObject({ kind: 'dead', answer: '550 5.1.1 ••• unknown user' });
    expect(JSON.stringify(view)).not.toContain('vera.booked');
  });

  test('is read with its dead letters', async () => {
    await system.makeDeadLetter('delivery-1', body);
    await giveUp({ state: 'dead' });
    const view = await system.operations.readOrder(orderNo);
    expect(view).toMatchObject({
      orderNo,
      standing: { kind: 'dead' },
      confirmations: [{ state: 'dead' }],
      deadLetters: [{ deliveryId: 'delivery-1', reasonCode: 'mailbox_refused' }],
    });
  });

  test('that nobody knows is none', async () => {
    expect(await system.operations.readOrder(orderNo)).toBeUndefined();
  });
});

describe('a redrive of an order', () => {
  const redrive = (more: { evenIfUncertain?: boolean } = {}) =>
    system.operations.redriveOrder(orderNo, { ...person, ...more });

  test('puts its dead letters back', async () => {
    await system.makeDeadLetter('delivery-1', body);
    await giveUp({ state: 'dead' });
    expect(await redrive()).toEqual({ kind: 'redriven', deliveryIds: ['delivery-1'] });
    expect(await system.stateOf('delivery-1')).toBe('waiting');
    expect(await redrive()).toEqual({ kind: 'nothing_to_redrive' });
  });

  test('of two at once is done by one', async () => {
    await system.makeDeadLetter('delivery-1', body);
    await giveUp({ state: 'dead' });
    const kinds = (await Promise.all([redrive(), redrive()])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['nothing_to_redrive', 'redriven']);
  });

  test('wakes a kept order whose dead letter is gone', async () => {
    await giveUp({ state: 'dead', held: { orderNo, passengers: [] } });
    const outcome = await redrive();
    expect(outcome).toMatchObject({ kind: 'redriven' });
    expect(await jobsNow()).toMatchObject([{ origin: 'booking', orderNo }]);
    expect((await system.timelineOf(orderNo)).at(-1)).toMatchObject({
      event: 'redriven',
      by: 'olga',
      sealed: { why: 'she called' },
    });
  });

  test('of which a copy may be out wants to be told so', async () => {
    await giveUp({ state: 'uncertain', isUncertain: true, held: { orderNo, passengers: [] } });
    expect(await redrive()).toEqual({ kind: 'uncertain' });
    expect(await jobsNow()).toEqual([]);
    expect(await redrive({ evenIfUncertain: true })).toMatchObject({ kind: 'redriven' });
    const { confirmations } = (await system.ledger.read(orderNo)) ?? {};
    expect(confirmations?.[0]).toMatchObject({ state: 'deferred' });
    expect(confirmations?.[0]).not.toHaveProperty('isUncertain');
  });

  test('of one that was sent, or that nobody knows, does nothing', async () => {
    expect(await redrive()).toEqual({ kind: 'not_found' });
    await send();
    expect(await redrive()).toEqual({ kind: 'nothing_to_redrive' });
    expect(await jobsNow()).toEqual([]);
  });
});

describe('a resend', () => {
  const resend = (more: { to?: string; requestId?: string } = {}) =>
    system.operations.resendOrder(orderNo, { ...person, ...more });

  test('is a job of its own', async () => {
    await send();
    const outcome = await resend({ to: ' other@example.test ' });
    if (outcome.kind !== 'queued') throw new Error(outcome.kind);
    expect(await jobsNow()).toMatchObject([
      { deliveryId: outcome.deliveryId, origin: 'resend', type: 'resend.asked', orderNo },
    ]);
    expect(JSON.stringify(await jobsNow())).not.toContain('other@example.test');
  });

  test.each([
    [''],
    ['nobody'],
    ['a@b'],
    ['a@example.com, b@example.com'],
    ['Mia <mia@example.com>'],
    ['mia@example.com\r\nBcc: x@example.com'],
    [`${'x'.repeat(300)}@example.com`],
  ])('to %j is refused', async (to) => {
    await send();
    expect(await resend({ to })).toMatchObject({ kind: 'invalid_address' });
    expect(await jobsNow()).toEqual([]);
    expect((await system.timelineOf(orderNo)).at(-1)?.event).toBe('sent');
  });

  test('of what was not sent is refused', async () => {
    expect(await resend()).toEqual({ kind: 'not_found' });
    await giveUp({ state: 'dead' });
    expect(await resend()).toEqual({ kind: 'not_sent' });
    expect(await resend({ to: 'mia@example.test' })).toEqual({ kind: 'not_sent' });
  });

  test.each(['dead', 'no_recipient'] as const)(
    'of one that is %s, and whose order is kept, wants an address',
    async (state) => {
      await giveUp({ state, held: { orderNo, passengers: [] } });
      expect(await resend()).toEqual({ kind: 'address_missing' });
      expect(await jobsNow()).toEqual([]);
      expect(await resend({ to: 'mia@example.test' })).toMatchObject({ kind: 'queued' });
      expect(await jobsNow()).toHaveLength(1);
    },
  );

  test('of one of which a copy may be out is left to a redrive', async () => {
    await giveUp({ state: 'dead', isUncertain: true, held: { orderNo, passengers: [] } });
    expect(await resend({ to: 'mia@example.test' })).toEqual({ kind: 'uncertain' });
  });

  test('asked twice in one form is one, unless the address was corrected in between', async () => {
    await send();
    const requestId = 'form-1';
    const [one, same, corrected] = [
      await resend({ requestId, to: 'typo@example.test' }),
      await resend({ requestId, to: 'typo@example.test' }),
      await resend({ requestId, to: 'right@example.test' }),
    ];
    expect(same).toEqual(one);
    expect(corrected).not.toEqual(one);
    expect(await jobsNow()).toHaveLength(2);
  });

  test('of what cannot be opened is refused', async () => {
    await send();
    expect(await system.withoutKey.resendOrder(orderNo, person)).toEqual({
      kind: 'unreadable',
      missingKeys: ['k1'],
    });
  });

  test('of what was erased is refused', async () => {
    await send();
    await system.operations.eraseOrder(orderNo, person);
    expect(await resend()).toEqual({ kind: 'erased' });
  });
});

describe('an erasure', () => {
  test('hides the order at once, and every way to find it but its number', async () => {
    await system.makeDeadLetter('delivery-1', body);
    const order = {
      orderNo,
      passengers: [
        {
          name: 'ONE/TEST',
          ticketNos: ['1762400000001'],
          airlinePnrs: ['QWERTY'],
          ancillaries: [],
        },
      ],
    };
    const held = await claim({ terms: ['QWERTY', '1762400000001'] });
    await system.ledger.giveUp(
      held,
      { state: 'dead', held: order },
      { event: 'dead', deliveryId: 'delivery-1' },
    );
    expect((await search('QWERTY')).orders).toHaveLength(1);
    expect(await system.operations.eraseOrder(orderNo, person)).toEqual({ kind: 'erased' });
    expect(await search('QWERTY')).toEqual({ orders: [] });
    expect((await search('delivery-1')).orders).toEqual([]);
    expect((await search(orderNo)).orders).toMatchObject([{ state: 'erasing' }]);
  });

  test('is refused of what nobody knows, and takes the claim of a worker that is at it', async () => {
    expect(await system.operations.eraseOrder(orderNo, person)).toEqual({ kind: 'not_found' });
    const held = await claim();
    expect(await system.operations.eraseOrder(orderNo, person)).toEqual({ kind: 'erased' });
    expect(await system.ledger.renew(held)).toBe('lost');
  });
});

test('every decision about an order stands in the audit log with its end', async () => {
  await send();
  await system.operations.redriveOrder(orderNo, person);
  await system.operations.resendOrder(orderNo, { ...person, to: 'nobody', role: 'operator' });
  await system.operations.eraseOrder(orderNo, { ...person, via: 'cli' });
  const { entries } = await system.operations.audit.list({ limit: 10 });
  expect(entries).toMatchObject([
    { action: 'erase', orderNo, by: 'olga', via: 'cli', why: 'she called', outcome: 'erased' },
    { action: 'resend', role: 'operator', via: 'dashboard', outcome: 'invalid_address' },
    { action: 'redrive', outcome: 'nothing_to_redrive' },
  ]);
});
