import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Redis } from 'ioredis';
import {
  createEventWorker,
  createIntake,
  createKeyring,
  sealEnvelope,
  sealQuarantinedDelivery,
} from '@ticketpost/queue';
import { benchKey } from '../apps.ts';

const together = 2_000;
const reasons = [
  'smtp_rejected: the mail server refuses the mailbox (550)',
  'smtp_rejected: the mail server refuses the message (554)',
  'unreadable_payload: sealed with a key that is not at hand',
  'supplier_disagrees: the supplier knows other passengers',
];

/** Has deliveries end as dead letters: put on the queue, taken by a worker and given up, by BullMQ. */
export async function failJobs(
  redisUrl: string,
  { amount, orderNos }: { amount: number; orderNos: readonly string[] },
): Promise<void> {
  const connection = new Redis(redisUrl);
  const blocking = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const keyring = createKeyring([benchKey]);
  const intake = createIntake({ connection, timeoutMs: 60_000, onError: throwAgain });
  let failed = 0;
  const ends = new EventEmitter();
  const allFailed = once(ends, 'all failed');
  const worker = createEventWorker({
    connection: blocking,
    concurrency: 200,
    retryDelaysMs: [],
    handle: () => {
      failed += 1;
      if (failed === amount) ends.emit('all failed');
      return Promise.resolve({ kind: 'dead', reason: reasons[failed % reasons.length] ?? '' });
    },
    onError: throwAgain,
    onStalled: () => undefined,
    onGivenUp: () => undefined,
  });
  const payload = { orderNo: 'one', passengers: [] };
  for (let from = 0; from < amount; from += together) {
    const batch = Array.from({ length: Math.min(together, amount - from) }, (_, n) => {
      const orderNo = orderNos[(from + n) % orderNos.length] ?? '';
      const receivedAt = new Date().toISOString();
      const fields = { deliveryId: randomUUID(), receivedAt, type: 'order.ticketed', orderNo };
      return intake.addEvent(sealEnvelope(keyring, fields, payload));
    });
    await Promise.all(batch);
  }
  await allFailed;
  await worker.close();
  await intake.close();
  connection.disconnect();
  blocking.disconnect();
}

/** Puts deliveries that could not be read into the quarantine. */
export async function quarantine(redisUrl: string, amount: number): Promise<void> {
  const connection = new Redis(redisUrl);
  const keyring = createKeyring([benchKey]);
  const intake = createIntake({ connection, timeoutMs: 60_000, onError: throwAgain });
  const body = Buffer.from('{"type":"order.ticketed","data":{}}');
  await Promise.all(
    Array.from({ length: amount }, () => {
      const fields = {
        deliveryId: randomUUID(),
        receivedAt: new Date().toISOString(),
        reason: 'invalid_event',
        problems: [{ pointer: '/data', message: 'must have an order number' }],
      } as const;
      return intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, body));
    }),
  );
  await intake.close();
  connection.disconnect();
}

function throwAgain(error: Error): never {
  throw error;
}
