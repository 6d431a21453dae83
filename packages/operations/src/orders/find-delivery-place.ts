import type { DeadLetters, Quarantine } from '@ticketpost/queue';

/**
 * Where a delivery is that no worker has worked off: in quarantine, a dead letter, or on the queue (where
 * it may have just ended).
 */
export type DeliveryPlace = 'quarantine' | 'dead_letter' | 'queue';

/** The form of our delivery ids: others are not looked for. */
const idForm = /^[A-Za-z0-9-]{8,64}$/;

/** Makes what finds the place of a delivery by its id. */
export function createFindDeliveryPlace(options: {
  deadLetters: Pick<DeadLetters, 'get'>;
  quarantine: Pick<Quarantine, 'get'>;
}) {
  const { deadLetters, quarantine } = options;
  return async function findDeliveryPlace(deliveryId: string): Promise<DeliveryPlace | undefined> {
    if (!idForm.test(deliveryId)) return undefined;
    const [job, kept] = await Promise.all([
      deadLetters.get(deliveryId),
      quarantine.get(deliveryId),
    ]);
    if (kept !== undefined) return 'quarantine';
    if (job === 'not_found') return undefined;
    return job === 'not_a_dead_letter' ? 'queue' : 'dead_letter';
  };
}
