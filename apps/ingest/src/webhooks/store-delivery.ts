import type { Intake, StoreOutcome } from '@ticketpost/queue';
import type { Journal } from '../journal/journal.ts';
import type { RedisBreaker } from '../redis-breaker.ts';
import type { SealedDelivery } from './sealed-delivery.ts';

export type DeliveryStorage =
  | { kind: 'stored'; storedIn: 'redis' | 'journal' }
  /** On no disk, as far as we know. */
  | { kind: 'not_stored'; cause: unknown };

/** Puts one delivery on its queue; one that `mayBeThere` was tried before, and may have landed. */
export function storeInRedis(
  intake: Pick<Intake, 'addEvent' | 'addQuarantined'>,
  sealed: SealedDelivery,
  how: { mayBeThere?: boolean } = {},
): Promise<StoreOutcome> {
  return sealed.kind === 'event'
    ? intake.addEvent(sealed.delivery, how)
    : intake.addQuarantined(sealed.delivery, how);
}

/**
 * Stores deliveries in Redis, and where there is a journal in that when Redis does not take one in
 * its time. While the breaker is open the journal comes first, and nobody waits for Redis unless
 * the journal cannot be written.
 */
export function createStoreDelivery(options: {
  intake: Pick<Intake, 'addEvent' | 'addQuarantined'>;
  backup?: {
    journal: Pick<Journal, 'append'>;
    breaker: RedisBreaker;
    onJournalled: () => void;
  };
}): (sealed: SealedDelivery) => Promise<DeliveryStorage> {
  const { intake, backup } = options;

  const toRedis = async (sealed: SealedDelivery): Promise<DeliveryStorage> => {
    const outcome = await storeInRedis(intake, sealed);
    if (outcome.kind === 'stored') backup?.breaker.noteStored();
    else backup?.breaker.noteFailure();
    return outcome.kind === 'stored' ? { ...outcome, storedIn: 'redis' } : outcome;
  };
  if (backup === undefined) return toRedis;

  const toJournal = async (sealed: SealedDelivery): Promise<DeliveryStorage> => {
    const outcome = await backup.journal.append(sealed);
    if (outcome.kind !== 'stored') return outcome;
    backup.onJournalled();
    return { ...outcome, storedIn: 'journal' };
  };

  return async (sealed) => {
    const [first, second] = backup.breaker.isOpen() ? [toJournal, toRedis] : [toRedis, toJournal];
    const storage = await first(sealed);
    return storage.kind === 'stored' ? storage : await second(sealed);
  };
}
