import { buildDelivery } from '@ticketpost/testkit';
import { nextAttempt } from '../attempt-line.ts';
import { readFolder } from '../read-folder.ts';
import { webhookPath } from './create-caller.ts';
import { documents, personal, secrets, unreadDocuments } from './marks.ts';
import { passenger, type MarkedOrders } from './marked-orders.ts';
import type { MarkedSystem } from './start-marked-system.ts';

const passengers = [passenger];
const unread = { ...passenger, ...unreadDocuments };
const broken = JSON.stringify(buildDelivery({ passengers: [unread] })).slice(0, -3);

/** Sends what is not as it should be; answers the ids of two deliveries that are in quarantine. */
export async function sendBadInput(
  { ask, post, book }: MarkedSystem,
  orders: MarkedOrders,
): Promise<{ released: string; discarded: string }> {
  const released = await post(broken);
  const discarded = await post(broken);
  await post({ type: 'order.ticketed', data: { orderNo: 7, paxTicketInfos: [unread] } });
  await post(buildDelivery({ type: 'order.addonComplete', passengers }));
  await post({
    type: 'email.all',
    ...documents,
    data: { orderNo: orders.sent, ...documents, emailSubject: documents.message },
  });
  await post({ type: 'never.heard.of', data: { deep: [[passenger]] }, [personal.name]: 1 });
  await post(buildDelivery({ passengers }), `webhooks/atlas/${personal.passenger}`);
  await post(buildDelivery({ passengers }), webhookPath, { 'Content-Encoding': 'gzip' });
  await post(buildDelivery({ passengers, extra: { fill: 'x'.repeat(300_000) } }));
  await ask(webhookPath, { method: 'DELETE' });
  await book(orders.sent, `${personal.mailbox} and ${personal.otherMailbox}`);
  await book(orders.sent, personal.mailbox, `${secrets.bookingsKey}x`);
  await ask(`bookings/${orders.sent}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${secrets.bookingsKey}` },
    body: `{"email": "${personal.mailbox}`,
  });
  return { released, discarded };
}

/** Sends while Redis answers nobody; answers what waits on ingest's own disk, and waits until it is drained. */
export async function sendPastRedis(
  { system, worker, journalFolder, post }: MarkedSystem,
  orders: MarkedOrders,
): Promise<string> {
  system.redis.freeze();
  await post(buildDelivery({ orderNo: orders.journalled, passengers }));
  await post(broken);
  const journal = await readFolder(journalFolder);
  system.redis.thaw();
  await nextAttempt(worker, { orderNo: orders.journalled, outcome: 'no_recipient' });
  return journal;
}
