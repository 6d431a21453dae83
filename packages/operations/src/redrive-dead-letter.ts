import type { Confirmation, Ledger } from '@ticketpost/ledger';
import type { DeadLetters, Keyring } from '@ticketpost/queue';
import { describeDecision, type Decision } from './decision.ts';
import { readDeadLetter, type DeadLetterReading } from './read-dead-letter.ts';

export type RedriveOutcome = { orderNo?: string } & (
  | { kind: 'redriven' }
  /** It would be redriven, were it no dry run. */
  | { kind: 'possible' }
  | { kind: 'not_found' }
  /** Its job waits, runs or has ended well. */
  | { kind: 'not_a_dead_letter' }
  /** By another delivery, or before the job died. There is nothing left to do but discard it. */
  | { kind: 'already_sent' }
  /** A copy may be out, and nobody said that another one may go out all the same. */
  | { kind: 'uncertain' }
  | Extract<DeadLetterReading, { kind: 'unknown_key' | 'unreadable' }>
);

export interface RedriveOptions {
  deadLetters: Pick<DeadLetters, 'get' | 'redrive'>;
  ledger: Pick<Ledger, 'read' | 'record' | 'release'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what puts a dead letter back on the queue, with its whole schedule before it again. That
 * never doubles a mail: the ledger is asked first, and has the last word when the job is taken.
 */
export function createRedriveDeadLetter({ deadLetters, ledger, keyring, now }: RedriveOptions) {
  const findConfirmation = async (
    reading: DeadLetterReading,
  ): Promise<Confirmation | undefined> => {
    if (reading.kind !== 'confirmation') return undefined;
    const order = await ledger.read(reading.orderNo);
    return order?.confirmations.find(({ ticketSetId }) => ticketSetId === reading.ticketSetId);
  };

  return async function redriveDeadLetter(
    decision: Decision & { evenIfUncertain?: boolean | undefined },
  ): Promise<RedriveOutcome> {
    const { deliveryId, evenIfUncertain = false, isDryRun = false } = decision;
    const deadLetter = await deadLetters.get(deliveryId);
    if (typeof deadLetter === 'string') return { kind: deadLetter };
    const { orderNo, reasonCode } = deadLetter;
    const about = orderNo === undefined ? {} : { orderNo };

    const reading = readDeadLetter(keyring, deadLetter);
    if (reading.kind === 'unknown_key' || reading.kind === 'unreadable') {
      return { ...reading, ...about };
    }
    const confirmation = await findConfirmation(reading);
    if (confirmation?.state === 'sent') return { kind: 'already_sent', ...about };
    const isUncertain = confirmation?.state === 'uncertain' || confirmation?.isUncertain === true;
    if (isUncertain && !evenIfUncertain) return { kind: 'uncertain', ...about };
    if (isDryRun) return { kind: 'possible', ...about };

    const entry = describeDecision('redriven', decision, { reason: reasonCode, now });
    const isReleased =
      isUncertain &&
      reading.kind === 'confirmation' &&
      (await ledger.release(reading.orderNo, reading.ticketSetId, entry)) === 'released';
    const moved = await deadLetters.redrive(deliveryId);
    if (moved !== 'done') return { kind: moved, ...about };
    if (orderNo !== undefined && !isReleased) await ledger.record(orderNo, entry);
    return { kind: 'redriven', ...about };
  };
}
