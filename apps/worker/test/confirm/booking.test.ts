import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sealEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, createMailServer, refused } from '../mail-answers.ts';
import { keyring, startWorker, type WorkerUnderTest } from '../start-worker.ts';

let worker: WorkerUnderTest;
let orderNo: string;
let mailServer: ReturnType<typeof createMailServer>;

beforeEach(() => {
  orderNo = newOrderNo();
  mailServer = createMailServer();
});
afterEach(async () => {
  await worker.close();
});

const booking = { email: 'ada@example.com', name: 'Ada', locale: 'en' };
const confirmations = async () => (await worker.ledger.read(orderNo))?.confirmations ?? [];
const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

describe('a booking', () => {
  test('that came before its event names the recipient, the open copies and the flights', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    const departure = { airport: 'LGW', time: '2026-11-30T07:10' };
    const segments = [{ flightNumber: 'U28405', departure, arrival: { airport: 'AGP' } }];
    await worker.book(orderNo, { ...booking, cc: ['pa@example.com'], itinerary: { segments } });
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect(mailServer.submitted).toMatchObject([
      { recipient: 'ada@example.com', cc: ['pa@example.com'] },
    ]);
    expect(mailServer.submitted[0]?.text).toContain('U28405');
    expect((await worker.ledger.read(orderNo))?.timeline).toContainEqual(
      expect.objectContaining({ event: 'submitting', source: 'booking', steps: ['booking:used'] }),
    );
  });

  test('that comes after its event releases the confirmation', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'no_recipient',
      steps: ['booking:none', 'lookup:off', 'supplier_contact:off', 'fallback:none'],
    });
    expect(await confirmations()).toMatchObject([{ state: 'no_recipient' }]);
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toMatchObject([{ recipient: 'ada@example.com' }]);
  });

  test('that comes after its event is tried again when the mail server is busy', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    await deliverAndEnd(buildDelivery({ orderNo }));
    mailServer.answers.push(busy);
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toHaveLength(2);
  });

  test('that comes at the very moment is heeded, and the mail goes out once', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      alterLedger: (ledger) => ({
        ...ledger,
        readBooking: async (about) => {
          const seen = await ledger.readBooking(about);
          if (seen.kind === 'none') await ledger.putBooking(about, { body: booking }, booked);
          return seen;
        },
      }),
    });
    const booked = { event: 'booked' } as const;
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'sent',
    });
    expect(worker.outcomes).toEqual(['changed_meanwhile', 'sent']);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('that comes while the supplier still says no is not forgotten', async () => {
    const confirmed = await ticketedAnswer();
    const words: object[] = [confirmed, notYet, confirmed];
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      query: () => Promise.resolve((words.shift() ?? confirmed) as never),
    });
    await deliverAndEnd({ type: 'order.ticketed', data: { orderNo } });
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(worker.outcomes).toEqual(['no_recipient', 'unconfirmed', 'sent']);
  });

  test('with a better address is another chance after the mailbox was refused', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    mailServer.answers.push(refused);
    await worker.book(orderNo, { ...booking, email: 'wrong@example.com' });
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toMatch(/^mailbox_refused:/);
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted.map(({ recipient }) => recipient)).toEqual([
      'wrong@example.com',
      'ada@example.com',
    ]);
  });

  test('brings no ticket set back that a newer mail has taken the place of', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    const body = (ticketNo: string) =>
      buildDelivery({ orderNo, passengers: [{ ticketNos: [ticketNo] }] });
    await worker.book(orderNo, booking);
    mailServer.answers.push(refused);
    await deliverAndEnd(body('1112223334441'));
    await deliverAndEnd(body('1112223334442'));
    const ended = worker.nextOutcome('not_owed');
    await worker.book(orderNo, { ...booking, email: 'new@example.com' });
    await ended;
    expect(mailServer.submitted).toHaveLength(2);
    expect((await confirmations()).map(({ state }) => state)).toEqual(['superseded', 'sent']);
  });

  test('releases the newest of several ticket sets that waited, and no older one', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    const numbers = ['1112223334441', '1112223334442', '1112223334443', '1112223334444'];
    for (const ticketNo of numbers) {
      await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: [ticketNo] }] }));
    }
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toHaveLength(1);
    expect(mailServer.submitted[0]?.text).toContain('1112223334444');
    expect((await confirmations()).map(({ state }) => state)).toEqual([
      'superseded',
      'superseded',
      'superseded',
      'sent',
    ]);
  });

  test('whose address changes after the mail went out sends nothing', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    await worker.book(orderNo, booking);
    const body = buildDelivery({ orderNo });
    await deliverAndEnd(body);
    await worker.book(orderNo, { ...booking, email: 'new@example.com' });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(1);
  });
});

const notYet = {
  kind: 'order',
  order: { state: 'not_yet', missing: ['ticket_status'], order: { orderNo: '', passengers: [] } },
};
const ticketedAnswer = () =>
  Promise.resolve({
    kind: 'order',
    order: {
      state: 'ticketed',
      missing: [],
      order: {
        orderNo,
        passengers: [{ name: 'A/B', ticketNos: ['1'], airlinePnrs: [], ancillaries: [] }],
      },
    },
  });

describe('a sandbox order', () => {
  test('never reaches the traveller of its booking', async () => {
    orderNo = newOrderNo({ sandbox: true });
    worker = await startWorker({
      ...mailServer,
      recipients: { fallbackRecipient: 'd@example.com' },
    });
    await worker.book(orderNo, booking);
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'no_recipient',
    });
    expect(mailServer.submitted).toEqual([]);
  });
});

describe('a lookup that', () => {
  test('fails does not keep a booking from being enough', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      lookUp: () => Promise.resolve({ kind: 'failed', reason: 'lookup_timeout', detail: '1 ms' }),
      retryDelaysMs: [3_600_000],
    });
    const deferred = worker.nextOutcome('deferred');
    await worker.deliver(buildDelivery({ orderNo }));
    await deferred;
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toMatchObject([{ recipient: 'ada@example.com' }]);
  });

  test('does not know the order yet is asked again later', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      lookUp: () => Promise.resolve({ kind: 'not_known' }),
      isReceivedNow: true,
    });
    const waits = worker.nextOutcome('no_recipient');
    const id = await worker.deliver(buildDelivery({ orderNo }));
    await waits;
    expect(await worker.attemptsMade(id)).toBe(0);
    expect(await confirmations()).toMatchObject([{ state: 'no_recipient' }]);
  });

  test('fails is tried again by the schedule, and nobody else is written to', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: { fallbackRecipient: 'desk@example.com' },
      lookUp: () =>
        Promise.resolve({ kind: 'failed', reason: 'lookup_timeout', detail: '5000 ms' }),
    });
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toMatch(/^lookup_timeout:/);
    expect(worker.outcomes).toEqual(['deferred', 'deferred', 'deferred']);
    expect(mailServer.submitted).toEqual([]);
  });
});

describe('the time by which a ticket was expected', () => {
  const expectTicketBy = '2026-11-24T18:00:00.000Z';
  const comes = async (payload: object = { expectTicketBy }) => {
    const due = {
      deliveryId: 'expected-1',
      receivedAt: expectTicketBy,
      type: 'ticket.due',
      orderNo,
      origin: 'expected',
    } as const;
    await worker.enqueue(sealEnvelope(keyring, due, payload));
    return await worker.ended(due.deliveryId);
  };
  test('finds the tickets at the supplier and has them mailed', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      query: ticketedAnswer as () => Promise<never>,
    });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    expect((await comes()).result).toMatchObject({ outcome: 'sent' });
    expect((await worker.ledger.read(orderNo))?.timeline).toContainEqual(
      expect.objectContaining({ event: 'received', origin: 'expected' }),
    );
  });

  test('is not forgotten when the booking changes while the mail server is busy', async () => {
    worker = await startWorker({
      ...mailServer,
      recipients: {},
      query: ticketedAnswer as () => Promise<never>,
      retryDelaysMs: [300],
    });
    mailServer.answers.push(busy);
    await worker.book(orderNo, { ...booking, expectTicketBy });
    const deferred = worker.nextOutcome('deferred');
    const ended = comes();
    await deferred;
    await worker.book(orderNo, booking);
    expect((await ended).result).toMatchObject({ outcome: 'sent' });
  });

  test('is reported where nobody can be asked', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    expect((await comes()).deadBecause).toMatch(/^event_missing:/);
    expect((await worker.ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({
      event: 'dead',
      reason: 'event_missing',
    });
  });

  test('means nothing when the mail went out', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect((await comes()).result).toMatchObject({ outcome: 'not_owed', because: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('means nothing when the event came and waits', async () => {
    orderNo = newOrderNo({ sandbox: true });
    worker = await startWorker({ ...mailServer, recipients: {} });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect((await comes()).result).toMatchObject({ outcome: 'not_owed', because: 'in_hand' });
  });

  test('means nothing when the booking names another', async () => {
    worker = await startWorker({ ...mailServer, recipients: {} });
    await worker.book(orderNo, booking);
    const { result } = await comes();
    expect(result).toMatchObject({ outcome: 'not_owed', because: 'booking_changed' });
  });
});
