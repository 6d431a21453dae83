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
import type { OnBroken, SealedKind } from '../sealed-kind.ts';
import { findVisibleSeals } from '../find-visible-seals.ts';
import { createHashKind } from './create-hash-kind.ts';

/** Events, in every state of their jobs. An order that was never mailed is found by what they carry. */
export function createEventJobKind(options: {
  redis: Redis;
  keyring: Keyring;
  rekeyTerms: RekeyTerms;
  now: () => number;
  onBroken: OnBroken;
}): SealedKind {
  const { redis, keyring, rekeyTerms, now, onBroken } = options;

  const termsOf = (text: string): TermsOfOrder[] => {
    if (listSealedOfJob('events', text) === undefined) return [];
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
    onBroken,
    before: (texts) => rekeyTerms(texts.flatMap(termsOf)),
  });
}

/** Bodies that could not be read. */
export function createQuarantineJobKind(options: { redis: Redis; onBroken: OnBroken }): SealedKind {
  return createJobKind({
    ...options,
    name: 'quarantine_jobs',
    about: 'deliveries in quarantine, with what they came with',
    queueName: 'quarantine',
  });
}

function createJobKind({
  queueName,
  onBroken,
  ...options
}: Pick<Parameters<typeof createHashKind>[0], 'redis' | 'name' | 'about' | 'before'> & {
  queueName: 'events' | 'quarantine';
  onBroken: OnBroken;
}): SealedKind {
  /** What a job of no known form holds opens nowhere here, but is there, and wants its key. */
  const partsOf = (jobId: string, text: string) => {
    const parts = listSealedOfJob(queueName, text);
    if (parts !== undefined) return parts;
    const seals = findVisibleSeals(text);
    if (seals.length > 0) onBroken({ queue: queueName, jobId });
    return seals.map((sealed) => ({ sealed, context: '' }));
  };

  return createHashKind({
    ...options,
    walk: () => walkJobIds(options.redis, queueName),
    keyOf: (id) => jobKey(queueName, id),
    field: 'data',
    partsOf,
  });
}
