import type { Confirmation, Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { DeadLetters, Keyring } from '@ticketpost/queue';
import { describeDecision, type Decision } from './decision.ts';
import { isOutdated } from './orders/find-current.ts';
import { readDeadLetter, type DeadLetterReading } from './read-dead-letter.ts';

export type RedriveOutcome = { orderNo?: string } & (
  | { kind: 'redriven' }
  /** It would be redriven, were it no dry run. */
  | { kind: 'possible' }
  | { kind: 'not_found' }
  /** Its job waits, runs or has ended well. */
  | { kind: 'not_a_dead_letter' }
  /**
   * By another delivery, or before the job died; or newer tickets of the order were. There is nothing
   * left to do but discard it.
   */
  | { kind: 'already_sent' }
  /** A copy may be out, and nobody said that another one may go out all the same. */
  | { kind: 'uncertain' }
  /** Its order was erased: nothing is mailed any more. */
  | { kind: 'erased' }
  | Extract<DeadLetterReading, { kind: 'unknown_key' | 'unreadable' }>
);

export interface RedriveOptions {
  deadLetters: Pick<DeadLetters, 'get' | 'redrive'>;
  ledger: Pick<Ledger, 'readTicketSetKey' | 'read' | 'record' | 'release' | 'isErased'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what puts a dead letter back on the queue, with its whole schedule before it again. That
 * never doubles a mail: the ledger is asked first, and has the last word when the job is taken.
 */
export function createRedriveDeadLetter({ deadLetters, ledger, keyring, now }: RedriveOptions) {
  const readConfirmations = async (reading: DeadLetterReading): Promise<Confirmation[]> =>
    reading.kind === 'confirmation'
      ? ((await ledger.read(reading.orderNo))?.confirmations ?? [])
      : [];

  /** Whether a confirmation was released, and so the entry written. */
  const release = async (
    orderNo: string,
    uncertain: readonly Confirmation[],
    entry: TimelineEntry,
  ): Promise<boolean> => {
    let isReleased = false;
    for (const { ticketSetId } of uncertain) {
      const outcome = await ledger.release(orderNo, ticketSetId, entry);
      isReleased ||= outcome === 'released';
    }
    return isReleased;
  };

  return async function redriveDeadLetter(
    decision: Decision & { evenIfUncertain?: boolean | undefined },
  ): Promise<RedriveOutcome> {
    const { deliveryId, evenIfUncertain = false, isDryRun = false } = decision;
    const deadLetter = await deadLetters.get(deliveryId);
    if (typeof deadLetter === 'string') return { kind: deadLetter };
    const { orderNo, reasonCode } = deadLetter;
    const about = orderNo === undefined ? {} : { orderNo };

    const reading = readDeadLetter(keyring, await ledger.readTicketSetKey(), deadLetter);
    // An erasure that was given up is how one goes on with it.
    if (reading.kind !== 'erasure' && orderNo !== undefined && (await ledger.isErased(orderNo))) {
      return { kind: 'erased', ...about };
    }
    if (reading.kind === 'unknown_key' || reading.kind === 'unreadable') {
      return { ...reading, ...about };
    }
    const all = await readConfirmations(reading);
    const confirmations =
      reading.kind === 'confirmation' ? selectConfirmations(all, reading.ticketSetId) : [];
    const isSent =
      confirmations.length > 0 &&
      confirmations.every((one) => one.state === 'sent' || isOutdated(one, all));
    if (isSent) return { kind: 'already_sent', ...about };
    const uncertain = confirmations.filter(
      ({ state, isUncertain }) => state === 'uncertain' || isUncertain === true,
    );
    if (uncertain.length > 0 && !evenIfUncertain) return { kind: 'uncertain', ...about };
    if (isDryRun) return { kind: 'possible', ...about };

    const entry = describeDecision('redriven', decision, { reason: reasonCode, now });
    const isReleased =
      reading.kind === 'confirmation' && (await release(reading.orderNo, uncertain, entry));
    const moved = await deadLetters.redrive(deliveryId);
    if (moved !== 'done') return { kind: moved, ...about };
    if (orderNo !== undefined && !isReleased) await ledger.record(orderNo, entry);
    return { kind: 'redriven', ...about };
  };
}

/**
 * The confirmations that a job with an event's ticket set works on: that one, or whatever took its
 * place when the supplier named another.
 */
function selectConfirmations(
  confirmations: readonly Confirmation[],
  ticketSetId: string | undefined,
): Confirmation[] {
  const own = confirmations.find((confirmation) => confirmation.ticketSetId === ticketSetId);
  if (own !== undefined && own.state !== 'superseded') return [own];
  if (own === undefined && ticketSetId !== undefined) return [];
  return confirmations.filter(({ state }) => state !== 'superseded' && state !== 'cancelled');
}
