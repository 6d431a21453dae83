import type { Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import { computeTicketSetId, findDifference, type TicketedOrder } from '@ticketpost/schema';
import { endJob, postponeJob, type AttemptOutcome } from '../attempt-outcome.ts';
import { putBackMs, type Pause, type Visit } from '../pause/create-pause.ts';
import type { HeedSupplier } from '../supplier/heed-supplier.ts';
import type { SupplierWord } from '../supplier/judge-answer.ts';
import type { Facts } from './facts.ts';
import type { GiveUp } from './give-up.ts';
import { holdClaim, type HeldClaim } from './hold-claim.ts';
import { readBooking } from './read-booking.ts';
import type { createSendConfirmation } from './send-confirmation.ts';
import type { ConfirmTrip } from './trip/confirm-trip.ts';
import { startStopwatch } from './stopwatch.ts';

export interface ConfirmTicketSetOptions {
  ledger: Pick<Ledger, 'claim' | 'renew' | 'giveUp' | 'record' | 'readBooking'>;
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
}

/** How the work on one claim ended. */
type WorkEnd =
  | { kind: 'ended'; outcome: AttemptOutcome }
  /** The supplier says another ticket set, which is to be claimed instead. */
  | { kind: 'superseded'; facts: Facts }
  /** The order waits for the others of its trip, the claim given back. */
  | { kind: 'grouped'; facts: Facts; trip: readonly string[] };

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
    const ticketSetId = computeTicketSetId(order);
    const sinceClaimed = startStopwatch();
    const claimed = await ledger.claim({ orderNo, ticketSetId, deliveryId: attempt.jobId, entry });
    switch (claimed.kind) {
      case 'duplicate':
        return endJob('duplicate', { because: claimed.because });
      case 'waiting':
        return postponeJob('waiting', claimed.waitMs);
      case 'claimed':
        break;
    }
    const { claim, isUncertain, asked, previous } = claimed;
    if (isUncertain && holdsUncertain) return await giveUp.asUndecided([claim], attempt);
    const end = await holdClaim({
      renew: (held) => ledger.renew(held),
      claim,
      sinceClaimed,
      work: (held) => work({ held, order, facts, asked, previous, visit }, context),
    });
    switch (end.kind) {
      case 'ended':
        return end.outcome;
      case 'superseded':
        return await claimAndWork({ order: end.facts.order, facts: end.facts, visit }, context);
      case 'grouped':
        return await confirmTrip({ facts: end.facts, ticketSetId, trip: end.trip, visit }, context);
    }
  }

  async function work(
    known: {
      held: HeldClaim;
      order: TicketedOrder;
      facts: Facts | undefined;
      asked: number;
      previous: object | undefined;
      visit: Visit;
    },
    { attempt, receivedAt }: ConfirmContext,
  ): Promise<WorkEnd> {
    const { held, order, asked, previous, visit } = known;
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
        if (computeTicketSetId(word.facts.order) !== claim.ticketSetId) {
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
        return ended(await giveUp.asPostponed([claim], 'unknown_key', attempt));
      }
      const others = (reading.booking?.trip ?? []).filter((orderNo) => orderNo !== order.orderNo);
      if (others.length > 0) {
        const answer = await ledger.giveUp(
          claim,
          { state: 'grouped', held: facts.order },
          { event: 'grouped', deliveryId, refersTo: others.join(', ') },
        );
        return answer === 'done'
          ? { kind: 'grouped', facts, trip: reading.booking?.trip ?? [] }
          : ended(await giveUp.asPostponed([claim], 'lost_claim', attempt));
      }
      const part = {
        held,
        facts,
        booking: reading,
        previous: previous as TicketedOrder | undefined,
      };
      return ended(await sendConfirmation([part], { attempt, visit, ageMs }));
    } catch (error) {
      return ended(await giveUp.afterError([claim], error, { attempt, isUncertain: false }));
    }
  }
}

function ended(outcome: AttemptOutcome): WorkEnd {
  return { kind: 'ended', outcome };
}

export type ConfirmTicketSet = ReturnType<typeof createConfirmTicketSet>;
