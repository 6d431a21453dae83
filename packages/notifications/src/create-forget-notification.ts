import type { Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { createNotificationStore } from './notification-store.ts';

/**
 * Makes what takes out a message that is still to be posted when it names an order: the next look makes
 * another one of what there is then. Rejects when Redis does.
 */
export function createForgetNotification(options: {
  redis: Redis;
  keyring: Pick<Keyring, 'seal' | 'open'>;
}): (orderNo: string) => Promise<void> {
  const store = createNotificationStore(options);
  return async (orderNo) => {
    const outbox = await store.readOutbox();
    const inJson = JSON.stringify(orderNo).slice(1, -1);
    if (outbox?.body.includes(inJson) === true) await store.drop();
  };
}
