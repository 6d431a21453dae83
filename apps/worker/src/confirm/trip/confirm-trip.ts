import type { Ledger } from '@ticketpost/ledger';
import { computeTicketSetId, type Booking } from '@ticketpost/schema';
import { postponeJob, type AttemptOutcome } from '../../attempt-outcome.ts';
import type { Visit } from '../../pause/create-pause.ts';
import type { SupplierWord } from '../../supplier/judge-answer.ts';
import type { ConfirmContext } from '../confirm-ticket-set.ts';
import type { Facts } from '../facts.ts';
import type { GiveUp } from '../give-up.ts';
import type { HeldClaim } from '../hold-claim.ts';
import { holdClaims } from '../hold-claims.ts';
import { readBooking, type SeenBooking } from '../read-booking.ts';
import type { ConfirmationPart, createSendConfirmation } from '../send-confirmation.ts';
import {
  findOtherOrder,
  findReadyOrder,
  isOneTrip,
  type ReadyOrder,
  type TakenOrder,
} from './ready-order.ts';
import { lookAgainMs, regroup, takeOrders } from './take-orders.ts';

/** The order of the attempt's own delivery, which the ledger keeps as `grouped`. */
export interface OwnOrder {
  facts: Facts;
  ticketSetId: string;
  booking: Booking;
  /** The orders that the booking groups it with. */
  others: readonly string[];
  visit: Visit;
}

export type ConfirmTrip = (own: OwnOrder, context: ConfirmContext) => Promise<AttemptOutcome>;

export interface ConfirmTripOptions {
  ledger: Pick<
    Ledger,
    'readTicketSetKey' | 'read' | 'readBooking' | 'isErased' | 'claim' | 'renew' | 'giveUp'
  >;
  askSupplier: ((orderNo: string) => Promise<SupplierWord>) | undefined;
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
  const { ledger, askSupplier, sendConfirmation, giveUp, tripWaitMs } = options;

  return async function confirmTrip(own, context) {
    const { orderNo: ownNo } = own.facts.order;
    const ageMs = Date.now() - Date.parse(context.receivedAt);
    const itself = await findReadyOrder(ledger, ownNo, own.ticketSetId);
    // Somebody took it along since it was given back, or has mailed it.
    if (typeof itself === 'string') return postponeJob('grouped', lookAgainMs);
    const ready: ReadyOrder[] = [itself];
    let isComplete = true;
    for (const orderNo of own.others) {
      const standing = await findOtherOrder(ledger, orderNo, own.booking);
      if (typeof standing !== 'string') ready.push(standing);
      else if (standing === 'absent') isComplete = false;
    }
    if (!isComplete && ageMs < tripWaitMs) {
      return postponeJob('grouped', Math.min(tripWaitMs, tripWaitMs - ageMs));
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
    { attempt, ageMs, sendTo }: ConfirmContext & { ageMs: number },
  ): Promise<AttemptOutcome> {
    const { orderNo: ownNo } = own.facts.order;
    const claims = held.map(({ claim }) => claim);
    const parts: ConfirmationPart[] = [];
    try {
      const facts = await Promise.all(orders.map((one) => findFacts(one, own)));
      // After the questions, which may take their time: whose word on the recipient is the newest.
      const bookings = await Promise.all(orders.map(({ orderNo }) => readBooking(ledger, orderNo)));
      const ownBooking = bookings[orders.findIndex(({ orderNo }) => orderNo === ownNo)];
      if (ownBooking?.kind !== 'read') {
        const keyId = ownBooking?.keyId;
        return await giveUp.asPostponed(claims, 'unknown_key', attempt, { keyId });
      }
      const notReady: TakenOrder[] = [];
      for (const [index, one] of orders.entries()) {
        const heldClaim = held[index];
        const found = facts[index];
        const reading = bookings[index];
        const booking = reading?.kind === 'read' ? reading : undefined;
        const goesAlong = one.orderNo === ownNo || agree(ownBooking, booking);
        if (heldClaim === undefined || found === undefined || booking === undefined || !goesAlong) {
          notReady.push(one);
          continue;
        }
        const { previous, mailsBefore, uncertainMessageId } = one;
        const told = { previous, mailsBefore, uncertainMessageId };
        parts.push({ held: heldClaim, facts: found, booking, ...told });
      }
      // What is not ready after all is left to its own job, which asks for itself.
      await regroup(ledger, notReady, { own: ownNo, attempt });
    } catch (error) {
      return await giveUp.afterError(claims, error, { attempt, isUncertain: false });
    }
    const [first, ...more] = parts;
    if (first === undefined) throw new Error("a trip's mail holds its own order at least");
    return await sendConfirmation([first, ...more], { attempt, visit: own.visit, ageMs, sendTo });
  }

  /** The supplier is asked again for the others: since they were ready a day may have passed. */
  async function findFacts(one: TakenOrder, own: OwnOrder): Promise<Facts | undefined> {
    if (one.orderNo === own.facts.order.orderNo) return own.facts;
    if (askSupplier === undefined) return { order: one.order };
    const word = await askSupplier(one.orderNo);
    if (word.kind !== 'confirmed') return undefined;
    const reading = await ledger.readTicketSetKey();
    if (reading.kind === 'unknown_key') return undefined;
    const ticketSetId = computeTicketSetId(word.facts.order, reading.key);
    return ticketSetId === one.ticketSetId ? word.facts : undefined;
  }
}

function agree(own: SeenBooking, other: SeenBooking | undefined): boolean {
  return (
    own.booking !== undefined &&
    other?.booking !== undefined &&
    isOneTrip(own.booking, other.booking)
  );
}
