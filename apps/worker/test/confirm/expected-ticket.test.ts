import { describe, expect, test } from '@jest/globals';
import { sealEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';
import { booking } from '../sample-booking.ts';
import { keyring } from '../start-worker.ts';
import { ticketedAnswer } from './ticketed-answer.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record } = prepareWorker();

describe('the time by which a ticket was expected', () => {
  const expectTicketBy = '2026-11-24T18:00:00.000Z';
  const comes = async (about = orderNo) => {
    const due = {
      deliveryId: 'expected-1',
      receivedAt: expectTicketBy,
      type: 'ticket.due',
      orderNo: about,
      origin: 'expected',
    } as const;
    await worker.enqueue(sealEnvelope(keyring, due, { expectTicketBy }));
    return await worker.ended(due.deliveryId);
  };

  test('finds the tickets at the supplier and has them mailed', async () => {
    await start({
      recipients: {},
      query: () => Promise.resolve(ticketedAnswer(orderNo)),
    });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    expect((await comes()).result).toMatchObject({ outcome: 'sent' });
    expect((await record())?.timeline).toContainEqual(
      expect.objectContaining({ event: 'received', origin: 'expected' }),
    );
  });

  test('is not forgotten when the booking changes while the mail server is busy', async () => {
    await start({
      recipients: {},
      query: () => Promise.resolve(ticketedAnswer(orderNo)),
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
    await start({ recipients: {} });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    expect((await comes()).deadBecause).toMatch(/^event_missing:/);
    expect((await record())?.timeline.at(-1)).toMatchObject({
      event: 'dead',
      reason: 'event_missing',
    });
  });

  test('means nothing when the mail went out', async () => {
    await start({ recipients: {} });
    await worker.book(orderNo, { ...booking, expectTicketBy });
    await deliverAndEnd();
    expect((await comes()).result).toMatchObject({ outcome: 'not_owed', because: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('means nothing when the event came and waits', async () => {
    const sandboxed = newOrderNo({ sandbox: true });
    await start({ recipients: {} });
    await worker.book(sandboxed, { ...booking, expectTicketBy });
    await deliverAndEnd(buildDelivery({ orderNo: sandboxed }));
    expect((await comes(sandboxed)).result).toMatchObject({
      outcome: 'not_owed',
      because: 'in_hand',
    });
  });

  test('means nothing when the booking names another', async () => {
    await start({ recipients: {} });
    await worker.book(orderNo, booking);
    const { result } = await comes();
    expect(result).toMatchObject({ outcome: 'not_owed', because: 'booking_changed' });
  });
});
