import type { OwedConfirmation } from './owed-confirmation.ts';

/** One delivery that was made, and what the caller knows of it. */
export interface PostedDelivery extends OwedConfirmation {
  /** Whether it owes a mail: it is an `order.ticketed`. */
  isTicketed: boolean;
  /** Milliseconds since 1970. */
  postedAt: number;
  answer: DeliveryAnswer;
}

export type DeliveryAnswer =
  /** A complete 200 was read: from now on it may not be lost. */
  | { kind: 'acknowledged'; deliveryId: string; afterMs: number }
  /** A complete answer other than 200. */
  | { kind: 'refused'; status: number; afterMs: number }
  /** No answer, or a part of one: it may be stored or not. */
  | { kind: 'unanswered'; code: string };
