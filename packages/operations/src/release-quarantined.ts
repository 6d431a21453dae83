import type { Ledger } from '@ticketpost/ledger';
import {
  openReceipt,
  sealReceipt,
  sealSupplierEvent,
  type Intake,
  type Keyring,
  type Quarantine,
} from '@ticketpost/queue';
import type { Problem } from '@ticketpost/schema';
import { describeDecision, type Decision } from './decision.ts';
import { readQuarantined, type QuarantinedContent } from './read-quarantined.ts';

export type ReleaseOutcome = { type?: string; orderNo?: string } & (
  | { kind: 'released' }
  /** It would be released, were it no dry run. */
  | { kind: 'possible' }
  | { kind: 'not_found' }
  /** Somebody else decides on it just now. */
  | { kind: 'busy' }
  /** Still in quarantine: it cannot be read by this version either. */
  | { kind: 'malformed_json' | 'invalid_event'; problems: readonly Problem[] }
  /** Still in quarantine: its job is of no form that this version knows. */
  | { kind: 'unreadable' }
  /** Still in quarantine: its order was erased, and nothing is mailed any more. */
  | { kind: 'erased' }
  | Extract<QuarantinedContent, { kind: 'unknown_key' | 'damaged' }>
  /** Still in quarantine; it may be on the queue all the same, under its own id. */
  | { kind: 'not_stored'; cause: unknown }
);

export interface ReleaseOptions {
  quarantine: Pick<Quarantine, 'get' | 'remove' | 'decide'>;
  intake: Pick<Intake, 'addEvent'>;
  ledger: Pick<Ledger, 'record' | 'isErased'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what lets a quarantined delivery in as if it had just come, under its own id and time: a
 * release that is broken off between the queue and the quarantine is harmless to repeat. A foreign
 * `cid` is let in, since a person decided so.
 */
export function createReleaseQuarantined(options: ReleaseOptions) {
  const { quarantine, intake, ledger, keyring, now } = options;

  const release = async (decision: Decision): Promise<ReleaseOutcome> => {
    const { deliveryId, isDryRun = false } = decision;
    const item = await quarantine.get(deliveryId);
    if (item === undefined) return { kind: 'not_found' };
    if (item.kind === 'unreadable') return { kind: 'unreadable' };
    const { receivedAt, reason, receipt } = item.delivery;

    const content = readQuarantined(keyring, item.delivery);
    if (content.kind === 'unknown_key' || content.kind === 'damaged') return content;
    if (content.kind !== 'event') return { kind: content.kind, problems: content.problems };
    const { type, orderNo } = content.event;
    const about = { type, ...(orderNo === undefined ? {} : { orderNo }) };
    if (orderNo !== undefined && (await ledger.isErased(orderNo))) {
      return { kind: 'erased', ...about };
    }
    if (isDryRun) return { kind: 'possible', ...about };

    const entry = describeDecision('redriven', decision, { reason, now });
    const delivery = {
      deliveryId,
      receivedAt,
      ...(receipt === undefined ? {} : { receipt: sealAnew(keyring, deliveryId, receipt) }),
    };
    const envelope = sealSupplierEvent(keyring, delivery, content.event);
    const stored = await intake.addEvent(envelope);
    if (stored.kind === 'not_stored') return { ...stored, ...about };
    await quarantine.remove(deliveryId);
    if (orderNo !== undefined) await ledger.record(orderNo, entry);
    return { kind: 'released', ...about };
  };

  return function releaseQuarantined(decision: Decision): Promise<ReleaseOutcome> {
    return quarantine.decide(decision.deliveryId, () => release(decision));
  };
}

/** By the key that seals the rest of what goes on the queue; as it is when it cannot be opened. */
function sealAnew(keyring: Keyring, deliveryId: string, receipt: string): string {
  const opening = openReceipt(keyring, deliveryId, receipt);
  return opening.kind === 'opened' ? sealReceipt(keyring, deliveryId, opening.plaintext) : receipt;
}
