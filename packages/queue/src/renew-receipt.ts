import type { ChangingKeyring } from './changing-keyring.ts';
import { createReseal } from './reseal.ts';
import { contextOfReceipt } from './sealed-receipt.ts';

/** The same receipt under the key that seals now; the very text again when it cannot be opened. */
type RenewReceipt = (deliveryId: string, receipt: string) => string;

/**
 * Makes it, for whoever takes a receipt from one place to another: a re-seal may have passed over both
 * between the reading and the writing.
 */
export function createRenewReceipt(
  keyring: Pick<ChangingKeyring, 'seal' | 'open' | 'keyIds'>,
): RenewReceipt {
  return (deliveryId, receipt) => {
    const [currentKeyId] = keyring.keyIds();
    return createReseal({ keyring, currentKeyId })(receipt, contextOfReceipt(deliveryId));
  };
}
