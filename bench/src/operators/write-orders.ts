import { randomBytes, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { createLedger, type Ledger } from '@ticketpost/ledger';
import { createKeyring, sealReceipt } from '@ticketpost/queue';
import { computeTicketSetId, listSearchTerms, readSupplierEvent } from '@ticketpost/schema';
import type { TicketedOrder } from '@ticketpost/schema';
import { benchKey } from '../apps.ts';
import { familyOfThree } from '../bodies.ts';

/** A receipt as long as that of a delivery with a dozen header lines. */
const receiptBytes = 195;
const together = 50;
const mailbox = 'traveller@mail.example.com';

/** What a written order can be found by. */
export interface WrittenOrder {
  orderNo: string;
  deliveryId: string;
  reference: string;
  ticketNo: string;
}

/** How an order is left: mailed, or owed for one reason or another. */
export type Ending = 'sent' | 'no_recipient' | 'dead';

/**
 * Writes orders through the real ledger, step by step as a worker does, over the months before
 * `untilMs`; of the shared references each stands on as many as were asked for.
 */
export async function writeOrders(
  redis: Redis,
  options: {
    amount: number;
    ending: Ending;
    months: number;
    untilMs: number;
    reference?: string;
  },
): Promise<WrittenOrder[]> {
  const { amount, ending, months, untilMs, reference } = options;
  let at = untilMs;
  const keyring = createKeyring([benchKey]);
  const failures: unknown[] = [];
  const ledger = createLedger({
    redis,
    sealer: keyring,
    now: () => at,
    onUnawaitedError: (error) => failures.push(error),
  });
  const monthMs = 30 * 24 * 60 * 60 * 1000;
  const written: WrittenOrder[] = [];
  for (let from = 0; from < amount; from += together) {
    at = untilMs - (from / amount) * months * monthMs;
    const batch = Array.from({ length: Math.min(together, amount - from) }, async () => {
      const body = familyOfThree(reference === undefined ? {} : { reference });
      const reading = readSupplierEvent(body);
      if (reading.kind !== 'event' || reading.event.kind !== 'ticketed')
        throw new Error('no order');
      const deliveryId = randomUUID();
      const receipt = sealReceipt(keyring, deliveryId, randomBytes(receiptBytes));
      await writeOne(ledger, { order: reading.event.order, deliveryId, receipt, ending });
      const [passenger] = body.data.paxTicketInfos;
      return {
        orderNo: body.data.orderNo,
        deliveryId,
        reference: passenger?.airlinePNRs[0] ?? '',
        ticketNo: passenger?.ticketNos[0] ?? '',
      };
    });
    written.push(...(await Promise.all(batch)));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'orders were written in part');
  return written;
}

async function writeOne(
  ledger: Ledger,
  about: { order: TicketedOrder; deliveryId: string; receipt: string; ending: Ending },
): Promise<void> {
  const { order, deliveryId, receipt, ending } = about;
  const { orderNo } = order;
  const ticketSetId = computeTicketSetId(order, await readKey(ledger));
  const outcome = await ledger.claim({
    orderNo,
    ticketSetId,
    deliveryId,
    entry: { event: 'received', deliveryId, type: 'order.ticketed', receipt },
    terms: listSearchTerms(order),
  });
  if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
  const { claim } = outcome;
  if (ending === 'no_recipient') {
    const steps = ['booking:none', 'lookup:off', 'supplier_contact:off', 'fallback:none'];
    const entry = { event: 'no_recipient', deliveryId, steps } as const;
    await ledger.giveUp(claim, { state: 'no_recipient', held: order }, entry);
    return;
  }
  const messageId = `<${ticketSetId.slice(0, 40)}@example.com>`;
  await ledger.record(orderNo, { event: 'confirmed', deliveryId, ticketSetId });
  await ledger.markSubmitting(claim, {
    event: 'submitting',
    deliveryId,
    attempt: 1,
    source: 'booking',
    steps: ['booking:used'],
    messageId,
    sealed: { recipient: mailbox },
  });
  if (ending === 'dead') {
    const answer = '550 5.1.1 no such mailbox';
    const entry = {
      event: 'dead',
      deliveryId,
      reason: 'smtp_rejected',
      sealed: { answer },
    } as const;
    await ledger.giveUp(claim, { state: 'dead', held: order }, entry);
    return;
  }
  const answer = `250 2.0.0 Ok: queued as ${randomBytes(9).toString('base64url')}`;
  await ledger.recordSent(
    claim,
    {
      sentAt: new Date().toISOString(),
      messageId,
      recipient: mailbox,
      lastAnswer: answer,
      mailed: { order, travellerName: 'A Traveller', locale: 'en' },
    },
    { event: 'sent', deliveryId, attempt: 1, messageId, sealed: { recipient: mailbox, answer } },
  );
}

async function readKey(ledger: Ledger): Promise<Buffer> {
  const reading = await ledger.readTicketSetKey();
  if (reading.kind !== 'read') throw new Error(`the payload key ${reading.keyId} is not at hand`);
  return reading.key;
}
