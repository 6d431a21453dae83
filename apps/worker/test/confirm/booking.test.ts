import { describe, expect, test } from '@jest/globals';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, refused } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';
import { booking } from '../sample-booking.ts';
import { ticketedAnswer } from './ticketed-answer.ts';

const notYet: OrderQueryOutcome = {
  kind: 'order',
  order: { state: 'not_yet', missing: ['ticket_status'], order: { orderNo: '', passengers: [] } },
};

describe('a booking', () => {
  const { orderNo, mailServer, worker, start, deliverAndEnd, record, confirmations } =
    prepareWorker();

  test('that came before its event names the recipient, the open copies and the flights', async () => {
    await start({ recipients: {} });
    const departure = { airport: 'LGW', time: '2026-11-30T07:10' };
    const segments = [{ flightNumber: 'U28405', departure, arrival: { airport: 'AGP' } }];
    await worker.book(orderNo, { ...booking, cc: ['pa@example.com'], itinerary: { segments } });
    await deliverAndEnd();
    expect(mailServer.submitted).toMatchObject([
      { recipient: 'ada@example.com', cc: ['pa@example.com'] },
    ]);
    expect(mailServer.submitted[0]?.text).toContain('U28405');
    expect((await record())?.timeline).toContainEqual(
      expect.objectContaining({ event: 'submitting', source: 'booking', steps: ['booking:used'] }),
    );
  });

  test('that comes after its event releases the confirmation', async () => {
    await start({ recipients: {} });
    expect((await deliverAndEnd()).result).toMatchObject({
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
    await start({ recipients: {} });
    await deliverAndEnd();
    mailServer.answers.push(busy);
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toHaveLength(2);
  });

  test('that comes at the very moment is heeded, and the mail goes out once', async () => {
    await start({
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
    expect((await deliverAndEnd()).result).toMatchObject({
      outcome: 'sent',
    });
    expect(worker.outcomes).toEqual(['changed_meanwhile', 'sent']);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('that comes while the supplier still says no is not forgotten', async () => {
    const confirmed = ticketedAnswer(orderNo);
    const words = [confirmed, notYet, confirmed];
    await start({
      recipients: {},
      query: () => Promise.resolve(words.shift() ?? confirmed),
    });
    await deliverAndEnd({ type: 'order.ticketed', data: { orderNo } });
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(worker.outcomes).toEqual(['no_recipient', 'unconfirmed', 'sent']);
  });

  test('with a better address is another chance after the mailbox was refused', async () => {
    await start({ recipients: {} });
    mailServer.answers.push(refused);
    await worker.book(orderNo, { ...booking, email: 'wrong@example.com' });
    const end = await deliverAndEnd();
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
    await start({ recipients: {} });
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
    await start({ recipients: {} });
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
    await start({ recipients: {} });
    await worker.book(orderNo, booking);
    const body = buildDelivery({ orderNo });
    await deliverAndEnd(body);
    await worker.book(orderNo, { ...booking, email: 'new@example.com' });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(1);
  });
});

describe('a sandbox order', () => {
  const { orderNo, mailServer, worker, start, deliverAndEnd } = prepareWorker({
    orderNo: newOrderNo({ sandbox: true }),
  });

  test('never reaches the traveller of its booking', async () => {
    await start({
      recipients: { fallbackRecipient: 'd@example.com' },
    });
    await worker.book(orderNo, booking);
    expect((await deliverAndEnd()).result).toMatchObject({
      outcome: 'no_recipient',
    });
    expect(mailServer.submitted).toEqual([]);
  });
});
