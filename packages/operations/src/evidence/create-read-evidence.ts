import type { AnswerStore, Evidence } from '@ticketpost/evidence';
import type { Keyring } from '@ticketpost/queue';
import { buildEvidence } from './build-evidence.ts';
import { createFindDelivery, type FindDeliveryOptions } from './find-delivery.ts';
import { openEvidenceReceipt } from './open-evidence-receipt.ts';

export interface ReadEvidenceOptions extends FindDeliveryOptions {
  answers: Pick<AnswerStore, 'find'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * As ingest makes them. Nothing else is looked for: other terms lead to orders too, and some texts
 * would name a queue's own keys.
 */
const deliveryIdForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes what gathers all that is on record of one delivery: what it came with, how it was answered,
 * and what became of its order's mail. Resolves with `undefined` when nothing is known of it.
 */
export function createReadEvidence(options: ReadEvidenceOptions) {
  const { answers, keyring, now } = options;
  const findDelivery = createFindDelivery(options);

  return async function readEvidence(deliveryId: string): Promise<Evidence | undefined> {
    if (!deliveryIdForm.test(deliveryId)) return undefined;
    const found = await findDelivery(deliveryId);
    const opening = openEvidenceReceipt(keyring, deliveryId, found?.receipt);
    const receivedAt = found?.receivedAt === undefined ? undefined : Date.parse(found.receivedAt);
    const answer = await answers.find(deliveryId, { receivedAt });
    if (found === undefined && answer === undefined) return undefined;
    return buildEvidence({ deliveryId, found, opening, answer, now: now() });
  };
}
