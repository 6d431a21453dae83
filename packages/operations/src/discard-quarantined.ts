import type { Ledger } from '@ticketpost/ledger';
import type { Keyring, Quarantine, QuarantineItem } from '@ticketpost/queue';
import { describeDecision, type Decision } from './decision.ts';
import { readQuarantined } from './read-quarantined.ts';

export type DiscardQuarantinedOutcome = { orderNo?: string } & (
  | { kind: 'discarded' }
  /** It would be discarded, were it no dry run. */
  | { kind: 'possible' }
  | { kind: 'not_found' }
  /** Somebody else decides on it just now. */
  | { kind: 'busy' }
);

export interface DiscardQuarantinedOptions {
  quarantine: Pick<Quarantine, 'get' | 'remove' | 'decide'>;
  ledger: Pick<Ledger, 'record'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what removes a quarantined delivery for good. Needs no key: what cannot be opened can be
 * given up. On a timeline it stands when an order number can be read.
 */
export function createDiscardQuarantined(options: DiscardQuarantinedOptions) {
  const { quarantine, ledger, keyring, now } = options;

  const discard = async (decision: Decision): Promise<DiscardQuarantinedOutcome> => {
    const { deliveryId, isDryRun = false } = decision;
    const item = await quarantine.get(deliveryId);
    if (item === undefined) return { kind: 'not_found' };
    const orderNo = findOrderNo(keyring, item);
    const about = orderNo === undefined ? {} : { orderNo };
    if (isDryRun) return { kind: 'possible', ...about };

    const reason = item.kind === 'delivery' ? item.delivery.reason : item.kind;
    const entry = describeDecision('discarded', decision, { reason, now });
    if (!(await quarantine.remove(deliveryId))) return { kind: 'not_found' };
    if (orderNo !== undefined) await ledger.record(orderNo, entry);
    return { kind: 'discarded', ...about };
  };

  return function discardQuarantined(decision: Decision): Promise<DiscardQuarantinedOutcome> {
    return quarantine.decide(decision.deliveryId, () => discard(decision));
  };
}

function findOrderNo(keyring: Keyring, item: QuarantineItem): string | undefined {
  if (item.kind === 'unreadable') return undefined;
  const content = readQuarantined(keyring, item.delivery);
  return content.kind === 'event' ? content.event.orderNo : undefined;
}
