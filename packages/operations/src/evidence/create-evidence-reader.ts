import { createAnswerStore, type Evidence } from '@ticketpost/evidence';
import { createFindOrders, type Ledger } from '@ticketpost/ledger';
import { createQueuedDeliveries, type Keyring, type Quarantine } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { createReadEvidence } from './create-read-evidence.ts';

/** Orders that one delivery may belong to: its own, and that of extras bought later. */
const maxOrders = 4;

/** Reads the evidence of deliveries. */
export interface EvidenceReader {
  /** All that is on record of one delivery; `undefined` when nothing is. */
  readEvidence(deliveryId: string): Promise<Evidence | undefined>;
  close(): Promise<void>;
}

/** Over a connection that stays the caller's to close. */
export function createEvidenceReader(options: {
  connection: Redis;
  keyring: Keyring;
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  quarantine: Pick<Quarantine, 'get'>;
  onError: (error: Error) => void;
  now: () => number;
}): EvidenceReader {
  const { connection, keyring, now, onError } = options;
  const queued = createQueuedDeliveries({ connection, onError });
  const findOrders = createFindOrders({ redis: connection, sealer: keyring, now });
  return {
    readEvidence: createReadEvidence({
      ...options,
      queued,
      answers: createAnswerStore({ redis: connection, now }),
      findOrders: async (deliveryId) =>
        (await findOrders(deliveryId, { limit: maxOrders })).orderNos,
    }),
    close: () => queued.close(),
  };
}
