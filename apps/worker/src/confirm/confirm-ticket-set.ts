import { readMailedContent } from '@ticketpost/email';
import type { ClaimOutcome, Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import {
  computeTicketSetId,
  findDifference,
  listSearchTerms,
  type Booking,
  type TicketedOrder,
} from '@ticketpost/schema';
import {
  endJob,
  killJob,
  postponeJob,
  unreadableMs,
  type AttemptOutcome,
} from '../attempt-outcome.ts';
import { heldReason } from '../mail/describe-failure.ts';
import { putBackMs, type Pause, type Visit } from '../pause/create-pause.ts';
import { isSandboxOrder } from '../recipient/sandbox-order.ts';
import type { HeedSupplier } from '../supplier/heed-supplier.ts';
import type { SupplierWord } from '../supplier/judge-answer.ts';
import type { Facts } from './facts.ts';
import type { GiveUp } from './give-up.ts';
import { holdClaim, type HeldClaim } from './hold-claim.ts';
import { readBooking } from './read-booking.ts';
import type { createSendConfirmation } from './send-confirmation.ts';
import type { ConfirmTrip, OwnOrder } from './trip/confirm-trip.ts';
import { startStopwatch } from './stopwatch.ts';

export interface ConfirmTicketSetOptions {
  ledger: Pick<
    Ledger,
    'readTicketSetKey' | 'claim' | 'renew' | 'giveUp' | 'record' | 'read' | 'readBooking'
  >;
  pause: Pick<Pause, 'enter'>;
  /** Absent without the supplier's credentials: then what an event says is believed. */
  askSupplier: ((orderNo: string) => Promise<SupplierWord>) | undefined;
  heedSupplier: HeedSupplier;
  confirmTrip: ConfirmTrip;
  sendConfirmation: ReturnType<typeof createSendConfirmation>;
  giveUp: GiveUp;
  holdsUncertain: boolean;
}

/** How an attempt came to an order. */
export interface ConfirmContext {
  attempt: Attempt;
  /** When the delivery came, RFC 3339. */
  receivedAt: string;
  /** What is written on the timeline when the claim is given. */
  entry: TimelineEntry;
  /** The mailbox that a person named, instead of what the list of recipients would. */
  sendTo?: string | undefined;
}

/** How the work on one claim ended. */
type WorkEnd =
  | { kind: 'ended'; outcome: AttemptOutcome }
  /** The supplier says another ticket set, which is to be claimed instead. */
  | { kind: 'superseded'; facts: Facts }
  /** The order waits for the others of its trip, the claim given back. */
  | ({ kind: 'grouped' } & Pick<OwnOrder, 'facts' | 'booking' | 'others'>);

/**
 * Makes the way of one ticket set: claim, ask the supplier, find the trip's other orders, send.
 * Nothing is asked or mailed without the claim, so that however many deliveries come, the supplier
 * is asked once.
 */
export function createConfirmTicketSet(options: ConfirmTicketSetOptions) {
  const { ledger, pause, askSupplier, heedSupplier, confirmTrip, sendConfirmation } = options;
  const { giveUp, holdsUncertain } = options;

  return async function confirmTicketSet(
    order: TicketedOrder,
    context: ConfirmContext,
  ): Promise<AttemptOutcome> {
    // A worker that is told to pause may have asked for one more job before.
    const visit = pause.enter(order.orderNo);
    if (visit === undefined) return postponeJob('paused', putBackMs);
    return await claimAndWork({ order, facts: undefined, visit }, context);
  };

  async function claimAndWork(
    { order, facts, visit }: { order: TicketedOrder; facts: Facts | undefined; visit: Visit },
    context: ConfirmContext,
  ): Promise<AttemptOutcome> {
    const { attempt, entry } = context;
    const { orderNo } = order;
    attempt.report('claiming');
    const reading = await ledger.readTicketSetKey();
    if (reading.kind === 'unknown_key') {
      return postponeJob('unknown_key', unreadableMs, { keyId: reading.keyId });
    }
    const { key } = reading;
    const ticketSetId = computeTicketSetId(order, key);
    const sinceClaimed = startStopwatch();
    const claimed = await ledger.claim({
      orderNo,
      ticketSetId,
      deliveryId: attempt.jobId,
      entry,
      terms: listSearchTerms(order),
    });
    switch (claimed.kind) {
      case 'duplicate':
        return claimed.because === 'undecided' && (await isKept(orderNo, ticketSetId))
          ? { ...killJob(heldReason), isOnTimeline: true }
          : endJob('duplicate', { because: claimed.because });
      case 'waiting':
        return postponeJob('waiting', claimed.waitMs);
      case 'claimed':
        break;
    }
    const { claim, isUncertain } = claimed;
    if (isUncertain && holdsUncertain) return await giveUp.asUndecided([claim], attempt);
    const end = await holdClaim({
      renew: (held) => ledger.renew(held),
      claim,
      sinceClaimed,
      work: (held) => work({ held, order, facts, claimed, visit, key }, context),
    });
    switch (end.kind) {
      case 'ended':
        return end.outcome;
      case 'superseded':
        return await claimAndWork({ order: end.facts.order, facts: end.facts, visit }, context);
      case 'grouped':
        return await confirmTrip({ ...end, ticketSetId, visit }, context);
    }
  }

  /**
   * Whether the ledger keeps the order of an undecided confirmation. Then another order's job may
   * have left it so, whose dead letter is about that one: a person decides on each.
   */
  async function isKept(orderNo: string, ticketSetId: string): Promise<boolean> {
    const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
    return confirmations.some((one) => one.ticketSetId === ticketSetId && one.held !== undefined);
  }

  async function work(
    known: {
      held: HeldClaim;
      order: TicketedOrder;
      facts: Facts | undefined;
      claimed: Extract<ClaimOutcome, { kind: 'claimed' }>;
      visit: Visit;
      /** Of the ticket set id. */
      key: Buffer;
    },
    { attempt, receivedAt, sendTo }: ConfirmContext,
  ): Promise<WorkEnd> {
    const { held, order, visit, key } = known;
    const { asked, previous, mailsBefore, uncertainMessageId } = known.claimed;
    const { claim } = held;
    const { jobId: deliveryId } = attempt;
    const ageMs = Date.now() - Date.parse(receivedAt);
    try {
      let { facts } = known;
      if (facts === undefined && askSupplier !== undefined) {
        attempt.report('asking the supplier');
        const word = await askSupplier(order.orderNo);
        if (word.kind !== 'confirmed') {
          return ended(await heedSupplier(word, { claim, asked, attempt, ageMs }));
        }
        const confirmed = { event: 'confirmed', deliveryId } as const;
        if (computeTicketSetId(word.facts.order, key) !== claim.ticketSetId) {
          const difference = findDifference(order, word.facts.order);
          const answer = await ledger.giveUp(
            claim,
            { state: 'superseded' },
            { ...confirmed, difference },
          );
          return answer === 'done'
            ? { kind: 'superseded', facts: word.facts }
            : ended(await giveUp.asPostponed([claim], 'lost_claim', attempt));
        }
        await ledger.record(order.orderNo, { ...confirmed, ticketSetId: claim.ticketSetId });
        ({ facts } = word);
      }
      facts ??= { order };

      const reading = await readBooking(ledger, order.orderNo);
      if (reading.kind === 'unknown_key') {
        const { keyId } = reading;
        return ended(await giveUp.asPostponed([claim], 'unknown_key', attempt, { keyId }));
      }
      const { booking } = reading;
      const others = findOthers(order.orderNo, booking);
      if (booking !== undefined && others.length > 0) {
        const answer = await ledger.giveUp(
          claim,
          { state: 'grouped', held: facts.order },
          { event: 'grouped', deliveryId, refersTo: others.join(', ') },
        );
        return answer === 'done'
          ? { kind: 'grouped', facts, booking, others }
          : ended(await giveUp.asPostponed([claim], 'lost_claim', attempt));
      }
      const part = {
        held,
        facts,
        booking: reading,
        uncertainMessageId,
        previous: readMailedContent(previous)?.order,
        mailsBefore,
      };
      return ended(await sendConfirmation([part], { attempt, visit, ageMs, sendTo }));
    } catch (error) {
      return ended(await giveUp.afterError([claim], error, { attempt, isUncertain: false }));
    }
  }
}

/** The orders that a booking groups one with. Never across the sandbox's border: nobody travels there. */
function findOthers(orderNo: string, booking: Booking | undefined): string[] {
  const isSandbox = isSandboxOrder(orderNo);
  return (booking?.trip ?? []).filter(
    (other) => other !== orderNo && isSandboxOrder(other) === isSandbox,
  );
}

function ended(outcome: AttemptOutcome): WorkEnd {
  return { kind: 'ended', outcome };
}

export type ConfirmTicketSet = ReturnType<typeof createConfirmTicketSet>;
