import { createHash } from 'node:crypto';
import { packReceipt } from '@ticketpost/evidence';
import { sealReceipt, type Keyring } from '@ticketpost/queue';
import type { Arrival } from './read-arrival.ts';

/** What a delivery came with, and the hash of exactly the bytes that came, sealed. */
export function sealArrival(
  keyring: Keyring,
  { deliveryId, receivedAt }: { deliveryId: string; receivedAt: number },
  { arrival, body }: { arrival: Arrival; body: Buffer },
): string {
  const sha256 = createHash('sha256').update(body).digest();
  const receipt = packReceipt({ ...arrival, receivedAt, bytes: body.length, sha256 });
  return sealReceipt(keyring, deliveryId, receipt);
}
