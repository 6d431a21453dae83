import type { Ledger } from '@ticketpost/ledger';
import type { Attempt } from '@ticketpost/queue';
import { computeTicketSetId } from '@ticketpost/schema';
import { postponeJob, type AttemptOutcome } from '../../attempt-outcome.ts';
import type { Visit } from '../../pause/create-pause.ts';
import type { HeedSupplier } from '../../supplier/heed-supplier.ts';
import type { SupplierWord } from '../../supplier/judge-answer.ts';
import type { ConfirmContext } from '../confirm-ticket-set.ts';
import type { Facts } from '../facts.ts';
import type { GiveUp } from '../give-up.ts';
import type { HeldClaim } from '../hold-claim.ts';
import { holdClaims } from '../hold-claims.ts';
import { readBooking } from '../read-booking.ts';
import type { ConfirmationPart, createSendConfirmation } from '../send-confirmation.ts';
import { findReadyOrder, type ReadyOrder, type TakenOrder } from './ready-order.ts';
import { lookAgainMs, regroup, takeOrders } from './take-orders.ts';

/** The order of the attempt's own delivery, which the ledger keeps as `grouped`. */
interface OwnOrder {
  facts: Facts;
  ticketSetId: string;
  /** The booking's list, its own number among them. */
  trip: readonly string[];
  visit: Visit;
}

export type ConfirmTrip = (own: OwnOrder, context: ConfirmContext) => Promise<AttemptOutcome>;

export interface ConfirmTripOptions {
  ledger: Pick<Ledger, 'read' | 'readBooking' | 'claim' | 'renew' | 'giveUp'>;
  askSupplier: ((orderNo: string) => Promise<SupplierWord>) | undefined;
  heedSupplier: HeedSupplier;
  sendConfirmation: ReturnType<typeof createSendConfirmation>;
  giveUp: GiveUp;
  holdsUncertain: boolean;
  /** How long an order waits for the others. */
  tripWaitMs: number;
}

/**
 * Makes the mail of a trip: several orders that the agency wants confirmed together. Each order first
 * says in the ledger that it is ready and then looks at the others, so whoever comes last sees all
 * of them and mails them. An order whose others do not come in time goes out with those that did.
 */
export function createConfirmTrip(options: ConfirmTripOptions): ConfirmTrip {
  const { ledger, askSupplier, heedSupplier, sendConfirmation, giveUp, tripWaitMs } = options;

  return async function confirmTrip(own, context) {
    const { orderNo: ownNo } = own.facts.order;
    const ageMs = Date.now() - Date.parse(context.receivedAt);
    const ready: ReadyOrder[] = [];
    let isComplete = true;
    for (const orderNo of own.trip) {
      const wantedId = orderNo === ownNo ? own.ticketSetId : undefined;
      const standing = await findReadyOrder(ledger, orderNo, wantedId);
      if (standing === 'absent') isComplete = false;
      else if (standing !== 'mailed') ready.push(standing);
    }
    if (!isComplete && ageMs < tripWaitMs) return postponeJob('grouped', tripWaitMs - ageMs);
    if (!ready.some(({ orderNo }) => orderNo === ownNo)) {
      // Somebody took it along since it was given back.
      return postponeJob('grouped', lookAgainMs);
    }
    const taken = await takeOrders(options, ready, ownNo, context);
    if (taken.kind === 'ended') return taken.outcome;
    return await holdClaims({
      renew: (claim) => ledger.renew(claim),
      taken: taken.orders.map((one) => one.taken),
      work: (held) => sendTogether(taken.orders, held, own, { ...context, ageMs }),
    });
  };

  async function sendTogether(
    orders: readonly TakenOrder[],
    held: readonly HeldClaim[],
    own: OwnOrder,
    { attempt, ageMs }: ConfirmContext & { ageMs: number },
  ): Promise<AttemptOutcome> {
    const { orderNo: ownNo } = own.facts.order;
    const parts: ConfirmationPart[] = [];
    try {
      for (const [index, one] of orders.entries()) {
        const heldClaim = held[index];
        if (heldClaim === undefined) continue;
        const found = await completePart(one, heldClaim, own, { attempt, ageMs });
        if (found.kind === 'part') parts.push(found.part);
        else if (one.orderNo === ownNo) {
          const others = orders.filter((other) => other !== one);
          await regroup(ledger, others, { own: ownNo, attempt });
          return found.outcome;
        }
        // Another one that is not ready after all is left to its own job.
      }
    } catch (error) {
      const claims = held.map(({ claim }) => claim);
      return await giveUp.afterError(claims, error, { attempt, isUncertain: false });
    }
    const [first, ...more] = parts;
    if (first === undefined) throw new Error("a trip's mail holds its own order at least");
    return await sendConfirmation([first, ...more], { attempt, visit: own.visit, ageMs });
  }

  /** The supplier is asked again for the others: since they were ready a day may have passed. */
  async function completePart(
    one: TakenOrder,
    held: HeldClaim,
    own: OwnOrder,
    { attempt, ageMs }: { attempt: Attempt; ageMs: number },
  ): Promise<
    { kind: 'part'; part: ConfirmationPart } | { kind: 'ended'; outcome: AttemptOutcome }
  > {
    const { orderNo, order, asked, previous } = one;
    const { claim } = held;
    let facts: Facts = orderNo === own.facts.order.orderNo ? own.facts : { order };
    if (facts !== own.facts && askSupplier !== undefined) {
      const word = await askSupplier(orderNo);
      if (word.kind !== 'confirmed') {
        return ended(await heedSupplier(word, { claim, asked, attempt, ageMs }));
      }
      if (computeTicketSetId(word.facts.order) !== claim.ticketSetId) {
        return ended(await giveUp.asPostponed([claim], 'changed_meanwhile', attempt));
      }
      ({ facts } = word);
    }
    const booking = await readBooking(ledger, orderNo);
    if (booking.kind === 'unknown_key') {
      return ended(await giveUp.asPostponed([claim], 'unknown_key', attempt));
    }
    return { kind: 'part', part: { held, facts, booking, previous } };
  }
}

function ended(outcome: AttemptOutcome) {
  return { kind: 'ended', outcome } as const;
}
