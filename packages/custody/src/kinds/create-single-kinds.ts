import { ticketSetKeyContext, ticketSetKeyField, ticketSetsKey } from '@ticketpost/ledger';
import { outboxContext, outboxKey } from '@ticketpost/notifications';
import { supplierAccountKey, webhookUrlContext } from '@ticketpost/operations';
import type { Redis } from 'ioredis';
import type { SealedKind } from '../sealed-kind.ts';
import { walkKeys } from '../walk-keys.ts';
import { createHashKind } from './create-hash-kind.ts';

/** The message to `ALERT_WEBHOOK_URL` that is on its way; one at most. */
export function createOutboxKind({ redis }: { redis: Redis }): SealedKind {
  return createHashKind({
    redis,
    name: 'notification_outbox',
    about: 'the notification that is to be posted',
    async *walk() {
      if ((await redis.exists(outboxKey)) === 1) yield [outboxKey];
    },
    keyOf: (key) => key,
    field: 'sealed',
    async partsOf(key, sealed) {
      const id = await redis.hget(key, 'id');
      return id === null ? [] : [{ sealed, context: outboxContext(id) }];
    },
  });
}

/** The webhook address that was registered for an account of the supplier; a handful at most. */
export function createSupplierAccountKind({ redis }: { redis: Redis }): SealedKind {
  const prefix = supplierAccountKey('');
  return createHashKind({
    redis,
    name: 'supplier_accounts',
    about: 'the webhook address that was registered with the supplier',
    walk: () => walkKeys(redis, prefix),
    keyOf: supplierAccountKey,
    field: 'webhookUrl',
    partsOf: (account, sealed) => [{ sealed, context: webhookUrlContext(account) }],
  });
}

/** The key under which ticket set ids are hashed; it is sealed anew, and never another. */
export function createTicketSetKeyKind({ redis }: { redis: Redis }): SealedKind {
  return createHashKind({
    redis,
    name: 'ticket_set_key',
    about: 'the key of the ticket set ids',
    async *walk() {
      if ((await redis.exists(ticketSetsKey)) === 1) yield [ticketSetsKey];
    },
    keyOf: (key) => key,
    field: ticketSetKeyField,
    partsOf: (_key, sealed) => [{ sealed, context: ticketSetKeyContext }],
  });
}
