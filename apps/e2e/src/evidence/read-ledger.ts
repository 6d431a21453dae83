import type { Redis } from 'ioredis';
import type { LedgerConfirmation, LedgerEntry, LedgerOrder } from './evidence.ts';

const keyPrefix = 'ticketpost:order:';

/** The records of all orders, straight from the hashes in Redis. */
export async function readLedger(client: Redis): Promise<Map<string, LedgerOrder>> {
  const orders = new Map<string, LedgerOrder>();
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, 'MATCH', `${keyPrefix}*`, 'COUNT', 1000);
    cursor = next;
    const hashes = await Promise.all(keys.map((key) => client.hgetall(key)));
    keys.forEach((key, index) => {
      orders.set(key.slice(keyPrefix.length), readOrder(hashes[index] ?? {}));
    });
  } while (cursor !== '0');
  return orders;
}

function readOrder(fields: Readonly<Record<string, string>>): LedgerOrder {
  const confirmations: LedgerConfirmation[] = [];
  const entries: { number: number; entry: LedgerEntry }[] = [];
  for (const [field, text] of Object.entries(fields)) {
    const [kind, id = ''] = field.split(':');
    if (kind === 'confirmation') {
      const { state } = JSON.parse(text) as { state: string };
      confirmations.push({ ticketSetId: id, state });
    } else if (kind === 'entry') {
      const entry = JSON.parse(text) as LedgerEntry & { sealed?: string };
      delete entry.sealed;
      entries.push({ number: Number(id), entry });
    }
  }
  entries.sort((one, other) => one.number - other.number);
  return { confirmations, timeline: entries.map(({ entry }) => entry) };
}
