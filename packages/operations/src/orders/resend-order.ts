import { createHash, randomUUID } from 'node:crypto';
import type { Confirmation, Ledger } from '@ticketpost/ledger';
import { sealEnvelope, type DeadLetters, type Intake, type Keyring } from '@ticketpost/queue';
import { parseMailbox } from '@ticketpost/schema';
import { findKept } from './find-current.ts';
import type { OrderDecision } from './order-decision.ts';

export type ResendOutcome =
  | { kind: 'queued'; deliveryId: string }
  | { kind: 'not_found' }
  /** No confirmation of it was sent so far, and none is kept that could be. */
  | { kind: 'not_sent' }
  /** It was not sent so far, so somebody has to say whereto. */
  | { kind: 'address_missing' }
  /** A copy may be out: a redrive decides on that first. */
  | { kind: 'uncertain' }
  /** It was erased: nobody knows any more what was sent to whom. */
  | { kind: 'erased' }
  | { kind: 'invalid_address'; message: string }
  /** What was sent was sealed with a key that is not at hand, or was not kept. */
  | { kind: 'unreadable'; missingKeys?: string[] }
  /** Redis did not take the job in its time. */
  | { kind: 'not_stored' };

/** What a job that sends again carries, sealed. */
export interface ResendOrderPayload {
  ticketSetId: string;
  /** Tells one resend from another; also part of its Message-ID. */
  resendId: string;
  /** Another mailbox than the confirmation's own. */
  to?: string;
  /** It was not sent so far: it is the confirmation itself that goes out. */
  isFirst?: true;
}

export interface ResendOrderOptions {
  ledger: Pick<Ledger, 'read' | 'record'>;
  deadLetters: Pick<DeadLetters, 'get'>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what has a sent confirmation mailed again, on purpose, to its own mailbox or to another, as it
 * was; or one that waits or was given up, and whose order is kept, to a mailbox that a person names. `requestId`: of the form that asks; asked twice
 * with one, it is mailed once.
 */
export function createResendOrder(options: ResendOrderOptions) {
  const { ledger, deadLetters, intake, keyring, now } = options;
  return async function resendOrder(
    orderNo: string,
    decision: OrderDecision & { to?: string | undefined; requestId?: string | undefined },
  ): Promise<ResendOutcome> {
    const { by, why, to: wanted, requestId } = decision;
    const to = wanted === undefined ? undefined : parseMailbox(wanted);
    if (wanted !== undefined && to === undefined) {
      return {
        kind: 'invalid_address',
        message:
          'That is no single e-mail address. Give one bare address such as traveller@example.com, without a name or brackets.',
      };
    }
    const record = await ledger.read(orderNo);
    if (record === undefined) return { kind: 'not_found' };
    if (record.isErased === true) return { kind: 'erased' };
    const { confirmations, missingKeys } = record;
    const unreadable = {
      kind: 'unreadable',
      ...(missingKeys === undefined ? {} : { missingKeys }),
    } as const;
    const kept = findKept(confirmations);
    const isFirst = kept !== undefined && isWaiting(kept.state);
    const wantedOne = isFirst
      ? kept
      : confirmations.findLast((one) => one.state === 'sent' && one.resendOf === undefined);
    if (wantedOne === undefined) return { kind: 'not_sent' };
    if (wantedOne.isUncertain === true || wantedOne.state === 'uncertain')
      return { kind: 'uncertain' };
    if (isFirst && to === undefined) return { kind: 'address_missing' };
    if (isFirst) {
      if (wantedOne.isHeldUnreadable === true) return unreadable;
    } else {
      if (wantedOne.mailed === undefined) return unreadable;
      if (to === undefined && wantedOne.recipient === undefined) return unreadable;
    }

    const { ticketSetId } = wantedOne;
    const resendId = digest([orderNo, ticketSetId, to ?? '', requestId ?? randomUUID()]);
    const deliveryId = `resend-${resendId}`;
    if ((await deadLetters.get(deliveryId)) !== 'not_found') return { kind: 'queued', deliveryId };
    const receivedAt = new Date(now()).toISOString();
    const payload: ResendOrderPayload = {
      ticketSetId,
      resendId,
      ...(isFirst ? { isFirst } : {}),
      ...(to === undefined ? {} : { to }),
    };
    const fields = { deliveryId, receivedAt, type: 'resend.asked', orderNo };
    const envelope = sealEnvelope(keyring, { ...fields, origin: 'resend' }, payload);
    // Before the job, so that the mail never stands on the timeline without who asked for it.
    await ledger.record(orderNo, {
      event: 'resent',
      at: receivedAt,
      deliveryId,
      ticketSetId,
      by,
      sealed: { why, ...(to === undefined ? {} : { recipient: to }) },
    });
    const stored = await intake.addEvent(envelope);
    return stored.kind === 'stored' ? { kind: 'queued', deliveryId } : { kind: 'not_stored' };
  };
}

/** Given up, or waiting for an address: nobody is at work at it, nor will be soon. */
function isWaiting(state: Confirmation['state']): boolean {
  return state === 'dead' || state === 'no_recipient' || state === 'uncertain';
}

/** So that a request that comes twice is one resend only if it asks for the same. */
function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}
