import { sealEnvelope, sealQuarantinedDelivery } from '@ticketpost/queue';
import type { SealedDelivery } from '../src/webhooks/sealed-delivery.ts';
import { keyring } from './keyring.ts';

const receivedAt = '2026-01-02T03:04:05.678Z';

/** An event as ingest stores it, told from others by its delivery id. */
export function sealedEvent(deliveryId: string, received = receivedAt): SealedDelivery {
  const fields = { deliveryId, receivedAt: received, type: 'order.ticketed', orderNo: 'ABCDE1' };
  return { kind: 'event', delivery: sealEnvelope(keyring, fields, { orderStatus: 2 }) };
}

export function sealedGarbage(deliveryId: string): SealedDelivery {
  const fields = { deliveryId, receivedAt, reason: 'malformed_json', problems: [] } as const;
  return {
    kind: 'quarantined',
    delivery: sealQuarantinedDelivery(keyring, fields, Buffer.from('{')),
  };
}

export const idsOf = (entries: readonly { delivery: SealedDelivery }[]) =>
  entries.map(({ delivery }) => delivery.delivery.deliveryId);
