import { randomUUID } from 'node:crypto';
import {
  sealQuarantinedDelivery,
  sealSupplierEvent,
  type Keyring,
  type QuarantineReason,
} from '@ticketpost/queue';
import { decodeJson, readSupplierEvent, type Problem } from '@ticketpost/schema';
import type { Arrival } from '../evidence/read-arrival.ts';
import { sealArrival } from '../evidence/seal-arrival.ts';
import type { SealedDelivery } from './sealed-delivery.ts';
import type { DeliveryStorage } from './store-delivery.ts';

type DeliveryOutcome = { deliveryId: string; type?: string; orderNo?: string } & (
  | { kind: 'accepted'; storedIn: StoredIn }
  /** Kept for the quarantine. */
  | {
      kind: 'quarantined';
      reason: QuarantineReason;
      problems: readonly Problem[];
      storedIn: StoredIn;
    }
  /** On no disk, as far as we know. */
  | { kind: 'not_stored'; cause: unknown }
);

type StoredIn = 'redis' | 'journal';

export type AcceptDelivery = (body: Buffer, arrival: Arrival) => Promise<DeliveryOutcome>;

export interface AcceptDeliveryOptions {
  storeDelivery: (sealed: SealedDelivery) => Promise<DeliveryStorage>;
  keyring: Keyring;
  /** Where the trace of the delivery under way can be continued; `undefined` when it has none. */
  traceparent?: (() => string | undefined) | undefined;
  /** Accepted client ids of the supplier; any when absent. A `cid` that cannot be read is none of them. */
  clientIds?: readonly string[] | undefined;
}

/**
 * Makes the way of an authentic delivery: parse, normalise (which drops document fields), seal,
 * store. `accepted` means that the event is on disk, `quarantined` that the sealed body is.
 */
export function createAcceptDelivery(options: AcceptDeliveryOptions): AcceptDelivery {
  const { storeDelivery, keyring, clientIds, traceparent = () => undefined } = options;
  const keep = async (
    delivery: { deliveryId: string; receivedAt: string; receipt: string },
    reason: QuarantineReason,
    problems: readonly Problem[],
    body: Buffer,
  ): Promise<DeliveryOutcome> => {
    const { deliveryId } = delivery;
    const storage = await storeDelivery({
      kind: 'quarantined',
      delivery: sealQuarantinedDelivery(keyring, { ...delivery, reason, problems }, body),
    });
    return storage.kind === 'stored'
      ? { ...storage, kind: 'quarantined', deliveryId, reason, problems }
      : { ...storage, deliveryId };
  };

  return async function acceptDelivery(body: Buffer, arrival: Arrival): Promise<DeliveryOutcome> {
    const deliveryId = randomUUID();
    const now = new Date();
    const delivery = {
      deliveryId,
      receivedAt: now.toISOString(),
      receipt: sealArrival(keyring, { deliveryId, receivedAt: now.getTime() }, { arrival, body }),
    };
    const decoding = decodeJson(body);
    if (decoding.kind === 'malformed') return await keep(delivery, 'malformed_json', [], body);

    const reading = readSupplierEvent(decoding.value);
    if (reading.kind === 'invalid') {
      return await keep(delivery, 'invalid_event', reading.problems, body);
    }
    const { event } = reading;
    if (clientIds !== undefined && event.clientId !== undefined) {
      if (!clientIds.includes(event.clientId)) {
        return await keep(delivery, 'invalid_event', [foreignClient], body);
      }
    }

    const trace = traceparent();
    const traced = trace === undefined ? delivery : { ...delivery, traceparent: trace };
    const envelope = sealSupplierEvent(keyring, traced, event);
    const storage = await storeDelivery({ kind: 'event', delivery: envelope });
    const { type, orderNo } = envelope;
    const about = { deliveryId, type, ...(orderNo === undefined ? {} : { orderNo }) };
    return storage.kind === 'stored'
      ? { ...storage, kind: 'accepted', ...about }
      : { ...storage, ...about };
  };
}

const foreignClient: Problem = {
  pointer: '/cid',
  message: 'is not one of the client ids that ATLAS_CLIENT_IDS accepts',
};
