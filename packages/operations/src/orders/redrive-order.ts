import { randomUUID } from 'node:crypto';
import type { Confirmation, Ledger } from '@ticketpost/ledger';
import { sealEnvelope, type DeadLetters, type Intake, type Keyring } from '@ticketpost/queue';
import type { Decision } from '../decision.ts';
import type { RedriveOutcome } from '../redrive-dead-letter.ts';
import { findKept } from './find-current.ts';
import type { OrderDecision } from './order-decision.ts';
import { findDeadDeliveries } from './read-order.ts';

export type RedriveOrderOutcome =
  | { kind: 'redriven'; deliveryIds: string[] }
  | { kind: 'not_found' }
  /** Nothing about the order waits for a person. */
  | { kind: 'nothing_to_redrive' }
  | { kind: 'already_sent' }
  /** A copy may be out, and nobody said that another one may go out all the same. */
  | { kind: 'uncertain' }
  /** Nothing of it is mailed any more. */
  | { kind: 'erased' }
  /** `because`: what keeps its dead letter from being read. */
  | { kind: 'unreadable'; because: string; missingKeys?: string[] }
  /** Redis did not take the job in its time. */
  | { kind: 'not_stored' };

export interface RedriveOrderOptions {
  ledger: Pick<Ledger, 'read' | 'record' | 'release'>;
  deadLetters: Pick<DeadLetters, 'get'>;
  redriveDeadLetter: (
    decision: Decision & { evenIfUncertain?: boolean | undefined },
  ) => Promise<RedriveOutcome>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what puts whatever is left of an order back on its way: its dead letters; or, where those are
 * gone, a confirmation whose order the ledger keeps. No mail is sent twice by it: the ledger has the
 * last word when the job is taken.
 */
export function createRedriveOrder(options: RedriveOrderOptions) {
  const { ledger, deadLetters, redriveDeadLetter, intake, keyring, now } = options;

  return async function redriveOrder(
    orderNo: string,
    { by, why, evenIfUncertain }: OrderDecision & { evenIfUncertain?: boolean | undefined },
  ): Promise<RedriveOrderOutcome> {
    const record = await ledger.read(orderNo);
    if (record === undefined) return { kind: 'not_found' };
    if (record.isErased === true) return { kind: 'erased' };
    const outcomes: RedriveOutcome[] = [];
    const deliveryIds: string[] = [];
    for (const deliveryId of findDeadDeliveries(record.timeline)) {
      if (typeof (await deadLetters.get(deliveryId)) === 'string') continue;
      const outcome = await redriveDeadLetter({ deliveryId, by, why, evenIfUncertain });
      outcomes.push(outcome);
      if (outcome.kind === 'redriven') deliveryIds.push(deliveryId);
    }
    if (deliveryIds.length > 0) return { kind: 'redriven', deliveryIds };
    const refused = outcomes.map(describeRefusal).filter((one) => one !== undefined);
    const hindrance = refused.find(({ kind }) => kind !== 'already_sent');
    if (hindrance !== undefined) return hindrance;
    const woken = await wakeKept(orderNo, record.confirmations, { by, why, evenIfUncertain });
    return woken.kind === 'nothing_to_redrive' ? (refused[0] ?? woken) : woken;
  };

  /** A kept order goes its way again as it does when a booking comes. */
  async function wakeKept(
    orderNo: string,
    confirmations: readonly Confirmation[],
    {
      by,
      why,
      evenIfUncertain,
    }: { by: string; why: string; evenIfUncertain?: boolean | undefined },
  ): Promise<RedriveOrderOutcome> {
    const kept = findKept(confirmations);
    if (kept === undefined) return { kind: 'nothing_to_redrive' };
    const isUncertain = kept.state === 'uncertain' || kept.isUncertain === true;
    if (isUncertain && evenIfUncertain !== true) return { kind: 'uncertain' };

    const receivedAt = new Date(now()).toISOString();
    const deliveryId = `redriven-${randomUUID()}`;
    const entry = {
      event: 'redriven',
      at: receivedAt,
      deliveryId,
      by,
      sealed: { why },
    } as const;
    if (isUncertain) await ledger.release(orderNo, kept.ticketSetId, entry);
    const fields = { deliveryId, receivedAt, type: 'booking.stored', orderNo };
    const envelope = sealEnvelope(keyring, { ...fields, origin: 'booking' }, {});
    const stored = await intake.addEvent(envelope);
    if (stored.kind === 'not_stored') return { kind: 'not_stored' };
    if (!isUncertain) await ledger.record(orderNo, entry);
    return { kind: 'redriven', deliveryIds: [deliveryId] };
  }
}

function describeRefusal(outcome: RedriveOutcome): RedriveOrderOutcome | undefined {
  switch (outcome.kind) {
    case 'already_sent':
    case 'uncertain':
    case 'erased':
      return { kind: outcome.kind };
    case 'unknown_key':
      return { kind: 'unreadable', because: outcome.kind, missingKeys: [outcome.keyId] };
    case 'unreadable':
      return { kind: 'unreadable', because: outcome.because };
    case 'redriven':
    case 'possible':
    case 'not_found':
    case 'not_a_dead_letter':
      return undefined;
  }
}
