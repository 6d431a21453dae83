import { createHash } from 'node:crypto';
import { createLedger, type Sealer } from '@ticketpost/ledger';
import type { Redis } from 'ioredis';
import type { LedgerOrder } from './evidence.ts';

const keyPrefix = 'ticketpost:order:';

/** Has no key: what is judged stands in clear. */
const keyless: Sealer = {
  seal: () => {
    throw new Error('nothing is written here');
  },
  open: () => ({ kind: 'unknown_key', keyId: '' }),
  blind: (text) => [createHash('sha256').update(text).digest()],
};

/** The records of all orders, from the hashes in Redis. */
export async function readLedger(client: Redis): Promise<Map<string, LedgerOrder>> {
  const ledger = createLedger({ redis: client, sealer: keyless });
  const orders = new Map<string, LedgerOrder>();
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, 'MATCH', `${keyPrefix}*`, 'COUNT', 1000);
    cursor = next;
    const orderNos = keys.map((key) => key.slice(keyPrefix.length));
    const records = await Promise.all(orderNos.map((orderNo) => ledger.read(orderNo)));
    orderNos.forEach((orderNo, index) => {
      const { confirmations = [], timeline = [] } = records[index] ?? {};
      orders.set(orderNo, {
        confirmations: confirmations.map(({ ticketSetId, state }) => ({ ticketSetId, state })),
        timeline,
      });
    });
  } while (cursor !== '0');
  return orders;
}
