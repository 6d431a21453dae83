import { connectRedis, createLogger } from '../../packages/runtime/src/index.ts';
import { throughputKey } from '../../packages/ledger/src/throughput/throughput-key.ts';
import { buildDelivery, newOrderNo } from '../../packages/testkit/src/index.ts';
import { travellers, type PicturedSystem } from './start-pictured-system.ts';

/** What the pictures show. */
export interface PicturedOrders {
  sent: string;
  refused: string;
  withoutRecipient: string;
  /** The path of a bulk that is done. */
  bulk: string;
}

const refusals: Readonly<Record<string, { reply: number; text: string }>> = {
  refused: { reply: 550, text: '5.1.1 Recipient address rejected: User unknown' },
  large: { reply: 552, text: '5.3.4 Message size exceeds fixed limit' },
};

/** Lets happen what happens in the life of such a system: most goes well, some wants a person. */
export async function fillSystem(system: PicturedSystem): Promise<PicturedOrders> {
  await rememberYesterday(system.redisUrl);
  let isLimited = true;
  system.behave((stage, address) => {
    if (stage !== 'rcpt' || (address.startsWith('large') && !isLimited)) return undefined;
    return refusals[address.split('-')[0] ?? ''];
  });
  const makeOrder = async (email: string | undefined, outcome: string, orderNo = newOrderNo()) => {
    if (email !== undefined) await system.book(orderNo, email);
    const deliveryId = await system.post(buildDelivery({ orderNo, passengers: travellers }));
    await system.ended(deliveryId, outcome);
    return orderNo;
  };
  const makeOrders = (count: number, mailbox: string, outcome: string) =>
    Promise.all(
      Array.from({ length: count }, (_, n) => makeOrder(`${mailbox}-${n}@example.com`, outcome)),
    );

  await makeOrders(24, 'traveller', 'sent');
  const sent = await makeOrder('maria@example.com', 'sent');
  const resent = await makeOrder('peter@example.com', 'sent');
  await makeOrders(18, 'large', 'dead');
  isLimited = false;
  const bulk = await redriveAll(system, 'message_refused', 'the limit was raised to 25 MB');
  await makeOrders(4, 'refused', 'dead');
  const refused = await makeOrder('refused-sample@example.com', 'dead');
  const withoutRecipient = await makeOrder(undefined, 'no_recipient');
  await makeOrder(undefined, 'dead', newOrderNo().replace(/^../, 'XX'));
  await quarantineSome(system);

  await system.ask('olga', `/orders/${resent}/resend`, {
    reason: 'he deleted it by mistake',
    to: 'somebody-else@example.org',
  });
  await system.ask('otto', `/orders/${refused}/redrive`, {
    reason: 'she says that the mailbox works',
  });
  return { sent, refused, withoutRecipient, bulk };
}

/** What was sent before the system started: a chart of nothing shows nothing. */
async function rememberYesterday(redisUrl: string): Promise<void> {
  const logger = createLogger({ app: 'pictures', level: 'silent' });
  const redis = connectRedis({ url: redisUrl, use: { for: 'jobs' }, logger });
  const now = Math.floor(Date.now() / 60_000);
  const pipeline = redis.pipeline();
  for (let ago = 1; ago < 24 * 60; ago += 1) {
    const minute = now - ago;
    const daily = 1.2 + Math.sin(((minute % 1440) / 1440 - 0.3) * 2 * Math.PI);
    const count = Math.round(daily * (8 + 4 * Math.sin(minute ** 2)) + 4 * Math.sin(minute / 7));
    pipeline.hincrby(
      throughputKey(Math.floor(minute / 60)),
      String(minute % 60),
      Math.max(0, count),
    );
  }
  await pipeline.exec();
  redis.disconnect();
}

/** Resolves to the path of the bulk, when it is done. */
async function redriveAll(system: PicturedSystem, reason: string, why: string): Promise<string> {
  const { dashboardUrl: url, ask } = system;
  await until(async () => {
    const answer = await ask('otto', `/dead-letters?reason=${reason}`);
    return ((await answer.json()) as { total: number }).total === 18;
  });
  const answer = await ask('otto', `/dead-letters/redrive?reason=${reason}`, { reason: why });
  const { id } = (await answer.json()) as { id: string };
  await until(async () => {
    const bulk = await ask('otto', `/bulk/${id}`);
    return ((await bulk.json()) as { status: string }).status === 'done';
  });
  return new URL(`/bulk/${id}`, url).pathname;
}

async function quarantineSome({ post }: PicturedSystem): Promise<void> {
  await post('{"type":"order.ticketed","data":{"orderNo":');
  await post({ type: 'order.ticketed', data: { orderNo: [7], paxTicketInfos: 'none' } });
  await post(buildDelivery({ extra: { cid: 'CLIENT2' } }));
}

const deadlineMs = 30_000;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + deadlineMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('the system did not come to that');
  }
}
