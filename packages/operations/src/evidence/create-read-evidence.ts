import type { AnswerStore, Evidence } from '@ticketpost/evidence';
import type { Ledger } from '@ticketpost/ledger';
import type { Keyring } from '@ticketpost/queue';
import { maskAnswers } from '../personal/mask-answers.ts';
import { buildEvidence } from './build-evidence.ts';
import {
  createFindDelivery,
  type FindDeliveryOptions,
  type FoundDelivery,
} from './find-delivery.ts';
import { openEvidenceReceipt } from './open-evidence-receipt.ts';

export interface ReadEvidenceOptions extends FindDeliveryOptions {
  answers: Pick<AnswerStore, 'find'>;
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
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
  const { answers, ledger, keyring, now } = options;
  const findDelivery = createFindDelivery(options);

  /** Of the order with nothing personal in the mail server's answers. */
  const mask = async (found: FoundDelivery | undefined): Promise<FoundDelivery | undefined> => {
    if (found?.order === undefined) return found;
    const booking = await ledger.readBooking(found.order.orderNo);
    return { ...found, order: maskAnswers(found.order, { booking }) };
  };

  return async function readEvidence(deliveryId: string): Promise<Evidence | undefined> {
    if (!deliveryIdForm.test(deliveryId)) return undefined;
    const found = await mask(await findDelivery(deliveryId));
    const opening = openEvidenceReceipt(keyring, deliveryId, found?.receipt);
    const receivedAt = found?.receivedAt === undefined ? undefined : Date.parse(found.receivedAt);
    const answer = await answers.find(deliveryId, { receivedAt });
    if (found === undefined && answer === undefined) return undefined;
    return buildEvidence({ deliveryId, found, opening, answer, now: now() });
  };
}
