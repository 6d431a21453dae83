import type { Envelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';
import { sealEnvelope } from './sealed-envelope.ts';

/** What the job of an erasure carries, sealed. */
export interface ErasurePayload {
  /** Who asked for it; absent when the agency did. */
  by?: string;
  why?: string;
  /** On which version of the booking it depends. */
  condition?: object;
}

/** The job of an erasure, which does all of it by itself; its id is the ask's. */
export function sealErasure(
  keyring: Keyring,
  { askId, orderNo, askedAt }: { askId: string; orderNo: string; askedAt: string },
  payload: ErasurePayload,
): Envelope {
  const fields = { deliveryId: askId, receivedAt: askedAt, type: 'order.erasure_asked', orderNo };
  return sealEnvelope(keyring, { ...fields, origin: 'erasure' }, payload);
}
