import type { Keyring, Opening } from './keyring.ts';

/** Seals what a delivery came with, so that it opens for this delivery alone, wherever it is kept. */
export function sealReceipt(keyring: Keyring, deliveryId: string, receipt: Buffer): string {
  return keyring.seal(receipt, contextOfReceipt(deliveryId));
}

export function openReceipt(keyring: Keyring, deliveryId: string, sealed: string): Opening {
  return keyring.open(sealed, contextOfReceipt(deliveryId));
}

/** Where a receipt opens: for this delivery alone. */
export function contextOfReceipt(deliveryId: string): string {
  return JSON.stringify(['receipt', deliveryId]);
}
