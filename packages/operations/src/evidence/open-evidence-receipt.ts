import { unpackReceipt, type EvidenceGap, type Receipt } from '@ticketpost/evidence';
import { openReceipt, type Keyring } from '@ticketpost/queue';

export type ReceiptOpening =
  | { kind: 'receipt'; receipt: Receipt }
  | {
      kind: 'gap';
      gap: Extract<EvidenceGap, 'receipt_missing' | 'receipt_key_missing' | 'receipt_damaged'>;
      /** Id of the key that is not at hand. */
      missingKey?: string;
    };

/** Opens what a delivery came with, or says why it cannot be shown. */
export function openEvidenceReceipt(
  keyring: Keyring,
  deliveryId: string,
  sealed: string | undefined,
): ReceiptOpening {
  if (sealed === undefined) return { kind: 'gap', gap: 'receipt_missing' };
  const opening = openReceipt(keyring, deliveryId, sealed);
  if (opening.kind === 'unknown_key') {
    return { kind: 'gap', gap: 'receipt_key_missing', missingKey: opening.keyId };
  }
  const receipt = opening.kind === 'opened' ? unpackReceipt(opening.plaintext) : undefined;
  return receipt === undefined
    ? { kind: 'gap', gap: 'receipt_damaged' }
    : { kind: 'receipt', receipt };
}
