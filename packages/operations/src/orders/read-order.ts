import type {
  BookingReading,
  Confirmation,
  Ledger,
  OrderRecord,
  RecordedEntry,
} from '@ticketpost/ledger';
import type { DeadLetter, DeadLetters } from '@ticketpost/queue';
import { maskAnswers } from '../personal/mask-answers.ts';
import { judgeOrder } from './judge-order.ts';
import type { OrderStanding } from './order-standing.ts';

/** All that is known of one order, for people: nothing personal stands in the mail server's answers. */
export interface OrderView {
  orderNo: string;
  standing: OrderStanding;
  /** In the order in which they came up; a resend is one of its own. */
  confirmations: Confirmation[];
  /** Oldest first. */
  timeline: RecordedEntry[];
  /** The agency has told us about it. */
  booking?: { storedAt: string };
  /** When what was personal went for its age; RFC 3339 in UTC. */
  strippedAt?: string;
  /** Ids of keys that it takes to read all of it, and that are not at hand. */
  missingKeys?: string[];
  /** Jobs about it that will not be tried again. */
  deadLetters: Pick<DeadLetter, 'deliveryId' | 'reasonCode' | 'reason' | 'failedAt'>[];
}

export interface ReadOrderOptions {
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  deadLetters: Pick<DeadLetters, 'get'>;
}

/** A job about an order never dies more often than this without its timeline forgetting the first. */
const mostDeadLetters = 50;

/** Makes what reads one order with the dead letters that its timeline names. */
export function createReadOrder({ ledger, deadLetters }: ReadOrderOptions) {
  return async function readOrder(orderNo: string): Promise<OrderView | undefined> {
    const [found, stored] = await Promise.all([ledger.read(orderNo), ledger.readBooking(orderNo)]);
    if (found === undefined) return undefined;
    const record = maskAnswers(found, { booking: stored });
    const { confirmations, timeline, booking } = record;
    const { strippedAt } = found;
    const missingKeys = listMissingKeys(found, stored);
    const ids = findDeadDeliveries(timeline).slice(-mostDeadLetters);
    const letters = await Promise.all(ids.map((deliveryId) => deadLetters.get(deliveryId)));
    return {
      orderNo,
      standing: judgeOrder(record),
      confirmations,
      timeline,
      ...(booking === undefined ? {} : { booking: { storedAt: booking.storedAt } }),
      ...(strippedAt === undefined ? {} : { strippedAt }),
      ...(missingKeys.length === 0 ? {} : { missingKeys }),
      deadLetters: letters.flatMap((one) => {
        if (typeof one === 'string') return [];
        const { deliveryId, reasonCode, reason, failedAt } = one;
        return { deliveryId, reasonCode, reason, ...(failedAt === undefined ? {} : { failedAt }) };
      }),
    };
  };
}

function listMissingKeys({ missingKeys = [] }: OrderRecord, booking: BookingReading): string[] {
  const ofBooking = booking.kind === 'unreadable' ? (booking.missingKey ?? []) : [];
  return [...new Set([...missingKeys, ...[ofBooking].flat()])];
}

/** The deliveries whose job died at some time, each once, in the order in which they did. */
export function findDeadDeliveries(timeline: readonly RecordedEntry[]): string[] {
  const ids = timeline.flatMap(({ event, deliveryId }) =>
    event === 'dead' && deliveryId !== undefined ? [deliveryId] : [],
  );
  return [...new Set(ids)];
}
