import type { Confirmation, Ledger } from '@ticketpost/ledger';
import { parseTicketedOrder, type TicketedOrder } from '@ticketpost/schema';
import type { TakenClaim } from '../hold-claims.ts';

/** An order that stands ready to go out with the others of its trip. */
export interface ReadyOrder {
  orderNo: string;
  ticketSetId: string;
  order: TicketedOrder;
}

/** A ready order that an attempt has claimed. */
export interface TakenOrder extends ReadyOrder {
  taken: TakenClaim;
  asked: number;
  /** What the order's last mail said. */
  previous: TicketedOrder | undefined;
}

/** States in which an order that the ledger keeps may be taken along. */
const readyStates: ReadonlySet<Confirmation['state']> = new Set([
  'grouped',
  'deferred',
  'no_recipient',
]);

/** Where one order of a trip stands: ready with its newest ticket set, or mailed already, or not there. */
export async function findReadyOrder(
  ledger: Pick<Ledger, 'read'>,
  orderNo: string,
  /** Only this ticket set will do. */
  wantedId?: string,
): Promise<ReadyOrder | 'mailed' | 'absent'> {
  const confirmations = (await ledger.read(orderNo))?.confirmations ?? [];
  const ready = confirmations.findLast(
    ({ ticketSetId, state, held }) =>
      held !== undefined &&
      readyStates.has(state) &&
      (wantedId === undefined || ticketSetId === wantedId),
  );
  if (ready !== undefined) {
    const parsed = parseTicketedOrder(ready.held);
    if (parsed.kind === 'order') {
      return { orderNo, ticketSetId: ready.ticketSetId, order: parsed.order };
    }
  }
  return confirmations.some(({ state }) => state === 'sent') ? 'mailed' : 'absent';
}
