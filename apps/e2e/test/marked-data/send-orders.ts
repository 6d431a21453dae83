import { buildDelivery } from '@ticketpost/testkit';
import { nextAttempt } from '../attempt-line.ts';
import { documents, personal, secrets } from './marks.ts';
import { passenger, type MarkedOrders } from './marked-orders.ts';
import type { MarkedSystem } from './start-marked-system.ts';

const passengers = [passenger];

/** Sends each order along its way, those that end badly too, and waits until it is at its end. */
export async function sendOrders(marked: MarkedSystem, orders: MarkedOrders): Promise<void> {
  const { supplier, lookup, worker, ask, post, book } = marked;
  for (const orderNo of Object.values(orders)) {
    if (orderNo !== orders.unconfirmed) supplier.setOrder(orderNo, { passengers });
  }
  supplier.script(orders.unconfirmed, [
    { raw: `{"status": "${personal.passenger} ${documents.cardNum}` },
  ]);
  lookup.answer(orders.lookedUp, {
    email: personal.lookedUpMailbox,
    name: personal.name,
    locale: 'en',
  });

  const tell = async (orderNo: string, mailbox: string | undefined, outcome: string) => {
    if (mailbox !== undefined) await book(orderNo, mailbox);
    await post(buildDelivery({ orderNo, passengers }));
    await nextAttempt(worker, { orderNo, outcome });
  };
  await tell(orders.uncertain, personal.mailbox, 'sent');
  await tell(orders.sent, personal.mailbox, 'sent');
  await tell(orders.refused, personal.refusedMailbox, 'dead');
  await tell(orders.lookedUp, undefined, 'sent');
  await tell(orders.unknown, undefined, 'no_recipient');
  await tell(orders.erased, personal.mailbox, 'sent');
  await post(buildDelivery({ orderNo: orders.unconfirmed, passengers }));
  await nextAttempt(worker, { orderNo: orders.unconfirmed });
  await ask(`bookings/${orders.sent}`, {
    headers: { Authorization: `Bearer ${secrets.bookingsKey}` },
  });
}
