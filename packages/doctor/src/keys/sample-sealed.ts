import { createLedger, createOwedRegister, orderKey } from '@ticketpost/ledger';
import {
  eventsQueueName,
  openEnvelope,
  parseEnvelope,
  queuePrefix,
  type EnvelopeOpening,
  type Keyring,
  type Opening,
} from '@ticketpost/queue';
import type { Redis } from 'ioredis';

/** What came of opening some of what is stored. */
export interface SealedSample {
  opened: number;
  /** How many are sealed with each key that is not at hand. */
  unknownKeys: ReadonlyMap<string, number>;
  /** Sealed with a key of another content under the same id, or altered. */
  damaged: number;
}

/** Of each end of each list, so the newest and those who wait longest. */
const jobsOfEachEnd = 5;
const owedOrders = 20;
const otherOrders = 20;
/** Keys that are passed over in search of orders, about. */
const scanCount = 200;
const scanRounds = 5;

/**
 * Opens a bounded sample: jobs from both ends of every list of the queue, the orders that have been
 * owed a mail for longest, and some others. The cost does not depend on how much is stored.
 */
export async function sampleSealed(redis: Redis, keyring: Keyring): Promise<SealedSample> {
  const unknownKeys = new Map<string, number>();
  let opened = 0;
  let damaged = 0;
  const note = (outcome: Opening | EnvelopeOpening) => {
    if (outcome.kind === 'opened') opened += 1;
    else if (outcome.kind === 'damaged') damaged += 1;
    else unknownKeys.set(outcome.keyId, (unknownKeys.get(outcome.keyId) ?? 0) + 1);
  };

  for (const envelope of await readSomeEnvelopes(redis)) note(openEnvelope(keyring, envelope));
  const ledger = createLedger({
    redis,
    sealer: {
      ...keyring,
      open(sealed, context) {
        const outcome = keyring.open(sealed, context);
        note(outcome);
        return outcome;
      },
    },
  });
  for (const orderNo of await findSomeOrders(redis)) await ledger.read(orderNo);
  return { opened, unknownKeys, damaged };
}

async function readSomeEnvelopes(redis: Redis) {
  const keyOf = (part: string) => `${queuePrefix}:${eventsQueueName}:${part}`;
  const ends = [
    ['0', String(jobsOfEachEnd - 1)],
    [String(-jobsOfEachEnd), '-1'],
  ] as const;
  const lists = await Promise.all(
    ends.flatMap(([from, to]) => [
      ...['wait', 'active'].map((part) => redis.lrange(keyOf(part), from, to)),
      ...['delayed', 'failed', 'completed'].map((part) => redis.zrange(keyOf(part), from, to)),
    ]),
  );
  const ids = [...new Set(lists.flat())];
  const texts = await Promise.all(ids.map((id) => redis.hget(keyOf(id), 'data')));
  return texts.flatMap((text) => parseEnvelope(readJson(text ?? '')) ?? []);
}

async function findSomeOrders(redis: Redis): Promise<string[]> {
  const owed = await createOwedRegister({ redis }).list('owed', { skip: 0, limit: owedOrders });
  const found = new Set<string>();
  const prefix = orderKey('');
  let cursor = '0';
  for (let round = 0; round < scanRounds && found.size < otherOrders; round += 1) {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', scanCount);
    for (const key of keys.slice(0, otherOrders)) found.add(key.slice(prefix.length));
    cursor = next;
    if (cursor === '0') break;
  }
  return [...new Set([...owed.map(({ orderNo }) => orderNo), ...found])];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
