import type { Ledger } from '@ticketpost/ledger';
import { parseTicketedOrder, type Booking, type TicketedOrder } from '@ticketpost/schema';
import type { TakenClaim } from '../hold-claims.ts';
import { findKeptOrders, isSettled } from '../kept-orders.ts';
import { readBooking } from '../read-booking.ts';

/** An order that stands ready to go out with the others of its trip. */
export interface ReadyOrder {
  orderNo: string;
  ticketSetId: string;
  order: TicketedOrder;
}

/** A ready order that an attempt has claimed. */
export interface TakenOrder extends ReadyOrder {
  taken: TakenClaim;
  uncertainMessageId: string | undefined;
  /** What the order's last mail said. */
  previous: TicketedOrder | undefined;
  /** How many mails about the order went out before. */
  mailsBefore: number;
}

/**
 * The ticket set of an order that may go out now: the newest one that the ledger keeps an order of.
 * One that waits for an address has no job of its own that would go on with it when it is given back:
 * it joins when its booking has come.
 */
export async function findReadyOrder(
  ledger: Pick<Ledger, 'read'>,
  orderNo: string,
  /** Only this ticket set will do. */
  wantedId?: string,
): Promise<ReadyOrder | 'settled' | 'absent'> {
  const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
  const ready =
    wantedId === undefined
      ? findKeptOrders(confirmations).current
      : confirmations.find((one) => one.ticketSetId === wantedId && !isSettled(one));
  if (ready?.held !== undefined && ready.state !== 'no_recipient') {
    const parsed = parseTicketedOrder(ready.held);
    if (parsed.kind === 'order') {
      return { orderNo, ticketSetId: ready.ticketSetId, order: parsed.order };
    }
  }
  return confirmations.some(isSettled) ? 'settled' : 'absent';
}

/**
 * Where another order of a trip stands. It only belongs to it when its own booking says the same
 * (`isOneTrip`): else it is `apart`, and nobody waits for it.
 */
export async function findOtherOrder(
  ledger: Pick<Ledger, 'read' | 'readBooking' | 'isErased'>,
  orderNo: string,
  own: Booking,
): Promise<ReadyOrder | 'settled' | 'apart' | 'absent'> {
  const reading = await readBooking(ledger, orderNo);
  if (reading.kind === 'unknown_key') return 'absent';
  // Nothing comes of an order that was erased any more.
  if (reading.booking === undefined) return (await ledger.isErased(orderNo)) ? 'apart' : 'absent';
  if (!isOneTrip(own, reading.booking)) return 'apart';
  return await findReadyOrder(ledger, orderNo);
}

/**
 * Whether two bookings agree that their orders are one trip, and on who the mail goes to: a slip in
 * one of them must not send one traveller's tickets to another.
 */
export function isOneTrip(one: Booking, other: Booking): boolean {
  return (
    isSameSet(one.trip ?? [], other.trip ?? []) &&
    one.email === other.email &&
    isSameSet(one.cc ?? [], other.cc ?? [])
  );
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [ones, others] = [new Set(one), new Set(other)];
  return ones.size === others.size && one.every((item) => others.has(item));
}
