import type { Keyring, Opening } from './keyring.ts';

/** Seals what a delivery came with, so that it opens for this delivery alone, wherever it is kept. */
export function sealReceipt(keyring: Keyring, deliveryId: string, receipt: Buffer): string {
  return keyring.seal(receipt, contextOf(deliveryId));
}

export function openReceipt(keyring: Keyring, deliveryId: string, sealed: string): Opening {
  return keyring.open(sealed, contextOf(deliveryId));
}

function contextOf(deliveryId: string): string {
  return JSON.stringify(['receipt', deliveryId]);
}
