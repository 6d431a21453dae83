import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, buildSupplierOrder, newOrderNo } from '@ticketpost/testkit';
import { readOrderQueryAnswer } from '@ticketpost/schema';
import { sealEnvelope } from '@ticketpost/queue';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import type { OutgoingMail } from '../../src/mail/compose-message.ts';
import { booking } from '../sample-booking.ts';
import { keyring, startWorker, type WorkerUnderTest } from '../start-worker.ts';

/** Whoever posts has the webhook secret, and wants the mail for himself. */
const thief = 'thief@evil.test';
const desk = 'desk@example.com';

/** Every place in which somebody might look for an address. */
const addressed = {
  email: thief,
  to: thief,
  recipient: thief,
  cc: [thief],
  contact: { email: thief, mobile: '0' },
  contactEmail: thief,
  booking: { email: thief },
};

let worker: WorkerUnderTest;
let mails: OutgoingMail[];
let orderNo: string;
beforeEach(() => {
  mails = [];
  orderNo = newOrderNo();
});
afterEach(() => worker.close());

async function start(options: Partial<Parameters<typeof startWorker>[0]> = {}): Promise<void> {
  worker = await startWorker({
    submit: (mail) => {
      mails.push(mail);
      return Promise.resolve({ kind: 'accepted', answer: '250 ok', refusedCopies: 0 });
    },
    recipients: { fallbackRecipient: desk, usesSupplierContact: true },
    ...options,
  });
}

function forge(type = 'order.ticketed') {
  const { data, ...body } = buildDelivery({
    orderNo,
    type,
    passengers: [{ ...addressed, name: 'FORGED/NAME' }],
    extra: addressed,
  });
  return { ...body, data: { ...data, ...addressed } };
}

const mailboxes = () => mails.flatMap(({ recipient, cc }) => [recipient, ...cc]);

/** An answer of the supplier's about the order, with a contact. */
function confirmed(email: string): OrderQueryOutcome {
  const body = buildSupplierOrder({ orderNo, contactEmail: email });
  const answer = readOrderQueryAnswer(body, { orderNo });
  if (answer.kind !== 'content') throw new Error('the answer is none');
  return { kind: 'order', order: answer.content };
}

describe('an address in a forged event is written to by nobody', () => {
  test('without the supplier: the mail goes to the fallback', async () => {
    await start();
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual([desk]);
  });

  test('without the supplier and a fallback: no mail', async () => {
    await start({ recipients: { usesSupplierContact: true } });
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual([]);
  });

  test('about an order that is booked: the mail goes to the mailbox of the booking', async () => {
    await start();
    await worker.book(orderNo, booking);
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual(['ada@example.com']);
  });

  test('about an order that the lookup knows: the mail goes where that says', async () => {
    await start({
      lookUp: () =>
        Promise.resolve({ kind: 'known', recipient: { mailbox: 'ada@example.com', cc: [] } }),
    });
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual(['ada@example.com']);
  });

  test('with the supplier: its contact is written to, of its passengers', async () => {
    await start({ query: () => Promise.resolve(confirmed('contact@example.com')) });
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual(['contact@example.com']);
    expect(JSON.stringify(mails)).not.toContain('FORGED');
  });

  test('with the supplier, which knows no such order: no mail', async () => {
    await start({ query: () => Promise.resolve({ kind: 'not_found' }) });
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual([]);
  });

  test('of a sandbox order: the mailbox of the sandbox alone', async () => {
    orderNo = 'TEST20260102030405678';
    await start({
      recipients: { sandboxRecipient: 'sandbox@example.com', fallbackRecipient: desk },
    });
    await worker.ended(await worker.deliver(forge()));
    expect(mailboxes()).toEqual(['sandbox@example.com']);
  });
});

describe('a forged event cannot pose as work of our own', () => {
  test.each([
    'order.resend_asked',
    'resend',
    'booking.stored',
    'ticket.due',
    'order.erasure_asked',
  ])('by the type %s', async (type) => {
    await start();
    await worker.book(orderNo, booking);
    const first = await worker.deliver(forge());
    await worker.ended(first);
    const sent = await worker.ledger.read(orderNo);
    const [confirmation] = sent?.confirmations ?? [];
    const body = forge(type);
    await worker.ended(
      await worker.deliver({
        ...body,
        origin: 'resend',
        ticketSetId: confirmation?.ticketSetId,
        resendId: 'r1',
        data: {
          ...body.data,
          origin: 'resend',
          ticketSetId: confirmation?.ticketSetId,
          resendId: 'r1',
        },
      }),
    );
    expect(mailboxes()).toEqual(['ada@example.com']);
    expect((await worker.ledger.read(orderNo))?.confirmations).toHaveLength(1);
  });

  test('by the origin of a sealed envelope, which its seal vouches for', async () => {
    await start();
    await worker.book(orderNo, booking);
    const receivedAt = '2026-01-02T03:04:05.678Z';
    const fields = { deliveryId: 'forged', receivedAt, type: 'order.other', orderNo };
    const envelope = sealEnvelope(keyring, fields, { to: thief, isFirst: true });
    await worker.enqueue({ ...envelope, origin: 'resend' });
    expect(await worker.ended('forged')).toMatchObject({
      deadBecause: expect.stringContaining('damaged_envelope'),
    });
    expect(mailboxes()).toEqual([]);
  });
});
