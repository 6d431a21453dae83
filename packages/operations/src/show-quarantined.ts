import type { Keyring, Quarantine, QuarantinedDelivery } from '@ticketpost/queue';
import { readQuarantined, type QuarantinedContent } from './read-quarantined.ts';

export type ShowOutcome =
  | {
      kind: 'found';
      delivery: Omit<QuarantinedDelivery, 'payload'>;
      /** The body may hold anything, passport numbers too: for the eyes of whoever asked alone. */
      content: QuarantinedContent;
    }
  | { kind: 'not_found' }
  /** Its job is of no form that this version knows. */
  | { kind: 'unreadable' };

/** Makes what opens one quarantined delivery. */
export function createShowQuarantined({
  quarantine,
  keyring,
}: {
  quarantine: Pick<Quarantine, 'get'>;
  keyring: Keyring;
}) {
  return async function showQuarantined(deliveryId: string): Promise<ShowOutcome> {
    const item = await quarantine.get(deliveryId);
    if (item === undefined) return { kind: 'not_found' };
    if (item.kind === 'unreadable') return { kind: 'unreadable' };
    const { v, receivedAt, reason, problems } = item.delivery;
    return {
      kind: 'found',
      delivery: { v, deliveryId, receivedAt, reason, problems },
      content: readQuarantined(keyring, item.delivery),
    };
  };
}
