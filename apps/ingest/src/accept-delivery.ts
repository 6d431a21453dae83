import { randomUUID } from 'node:crypto';
import {
  sealEnvelope,
  sealQuarantinedDelivery,
  type Intake,
  type Keyring,
  type QuarantineReason,
} from '@ticketpost/queue';
import { decodeJson, readSupplierEvent, type Problem } from '@ticketpost/schema';

export type DeliveryOutcome = { deliveryId: string; type?: string; orderNo?: string } & (
  | { kind: 'accepted' }
  /** Kept in quarantine. */
  | { kind: 'quarantined'; reason: QuarantineReason; problems: readonly Problem[] }
  /** On no disk, as far as we know. */
  | { kind: 'not_stored'; cause: unknown }
);

export interface AcceptDeliveryOptions {
  intake: Pick<Intake, 'addEvent' | 'addQuarantined'>;
  keyring: Keyring;
  /** Accepted client ids of the supplier; any when absent. A `cid` that cannot be read is none of them. */
  clientIds?: readonly string[] | undefined;
}

/**
 * Makes the way of an authentic delivery: parse, normalise (which drops document fields), seal,
 * store. `accepted` means that the event is on disk, `quarantined` that the sealed body is.
 */
export function createAcceptDelivery({ intake, keyring, clientIds }: AcceptDeliveryOptions) {
  const keep = async (
    delivery: { deliveryId: string; receivedAt: string },
    reason: QuarantineReason,
    problems: readonly Problem[],
    body: Buffer,
  ): Promise<DeliveryOutcome> => {
    const { deliveryId } = delivery;
    const stored = await intake.addQuarantined(
      sealQuarantinedDelivery(keyring, { ...delivery, reason, problems }, body),
    );
    return stored.kind === 'stored'
      ? { kind: 'quarantined', deliveryId, reason, problems }
      : { ...stored, deliveryId };
  };

  return async function acceptDelivery(body: Buffer): Promise<DeliveryOutcome> {
    const delivery = { deliveryId: randomUUID(), receivedAt: new Date().toISOString() };
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

    const about = {
      type: event.type,
      ...(event.orderNo === undefined ? {} : { orderNo: event.orderNo }),
    };
    const payload = event.kind === 'ticketed' ? event.order : event.body;
    const stored = await intake.addEvent(sealEnvelope(keyring, { ...delivery, ...about }, payload));
    const { deliveryId } = delivery;
    return stored.kind === 'stored'
      ? { kind: 'accepted', deliveryId, ...about }
      : { ...stored, deliveryId, ...about };
  };
}

const foreignClient: Problem = {
  pointer: '/cid',
  message: 'is not one of the client ids that ATLAS_CLIENT_IDS accepts',
};
