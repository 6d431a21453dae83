import type { RekeyTerms, TermsOfOrder } from '@ticketpost/ledger';
import {
  jobKey,
  listSealedOfJob,
  openEnvelope,
  parseEnvelope,
  walkJobIds,
  type Keyring,
} from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { listTerms } from '../list-order-terms.ts';
import type { SealedKind } from '../sealed-kind.ts';
import { createHashKind } from './create-hash-kind.ts';

/** Events, in every state of their jobs. An order that was never mailed is found by what they carry. */
export function createEventJobKind(options: {
  redis: Redis;
  keyring: Keyring;
  rekeyTerms: RekeyTerms;
  now: () => number;
}): SealedKind {
  const { redis, keyring, rekeyTerms, now } = options;

  const termsOf = (text: string): TermsOfOrder[] => {
    if (listSealedOfJob('events', text).length === 0) return [];
    const envelope = parseEnvelope(JSON.parse(text));
    const opening = envelope && openEnvelope(keyring, envelope);
    if (envelope?.orderNo === undefined || opening?.kind !== 'opened') return [];
    const { orderNo, deliveryId, receivedAt } = envelope;
    const terms = [deliveryId, ...listTerms(opening.payload)];
    const firstMs = Date.parse(receivedAt);
    return Number.isNaN(firstMs) ? [] : [{ orderNo, terms, firstMs, lastMs: now() }];
  };

  return createJobKind({
    redis,
    name: 'event_jobs',
    about:
      'events on the queue, in every state of their jobs, with what their deliveries came with',
    queueName: 'events',
    before: (texts) => rekeyTerms(texts.flatMap(termsOf)),
  });
}

/** Bodies that could not be read. */
export function createQuarantineJobKind({ redis }: { redis: Redis }): SealedKind {
  return createJobKind({
    redis,
    name: 'quarantine_jobs',
    about: 'deliveries in quarantine, with what they came with',
    queueName: 'quarantine',
  });
}

function createJobKind({
  queueName,
  ...options
}: Pick<Parameters<typeof createHashKind>[0], 'redis' | 'name' | 'about' | 'before'> & {
  queueName: 'events' | 'quarantine';
}): SealedKind {
  return createHashKind({
    ...options,
    walk: () => walkJobIds(options.redis, queueName),
    keyOf: (id) => jobKey(queueName, id),
    field: 'data',
    partsOf: (_id, text) => listSealedOfJob(queueName, text),
  });
}
