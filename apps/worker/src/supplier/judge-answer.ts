import type { Shortfall } from '@ticketpost/schema';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import type { Facts } from '../confirm/facts.ts';

/** What the order query means for a confirmation. */
export type SupplierWord =
  | { kind: 'confirmed'; facts: Facts }
  /** Not ticketed so far; it may be soon. */
  | { kind: 'not_yet'; missing: readonly Shortfall[] }
  | { kind: 'cancelled'; code: string | undefined }
  /** With a `code`, it was not even asked. */
  | { kind: 'not_found'; code?: string }
  /** Nothing was learnt about this order, and every other would have met the same. */
  | { kind: 'no_answer'; code: string; retryAfterMs: number }
  /** There is something about this very query that it does not take, or an answer that we cannot read. */
  | { kind: 'unusable'; reason: 'supplier_refused' | 'supplier_unreadable'; detail: string };

/** Refusals that every query meets until a person mends something, and when one asks again. */
const refusalsOfAll: ReadonlySet<string> = new Set(['authentication', 'redirected']);
const refusedRetryMs = 60_000;

const mostPointers = 5;

/** Reads an answer of the order query as what it means for a confirmation. */
export function judgeAnswer(outcome: OrderQueryOutcome): SupplierWord {
  switch (outcome.kind) {
    case 'order': {
      const { state, missing, errorCode, order, itinerary, contactEmail } = outcome.order;
      if (state === 'not_yet') return { kind: 'not_yet', missing };
      if (state === 'cancelled') return { kind: 'cancelled', code: errorCode };
      const facts: Facts = { order };
      if (itinerary !== undefined) facts.itinerary = itinerary;
      if (contactEmail !== undefined) facts.contactEmail = contactEmail;
      return { kind: 'confirmed', facts };
    }
    case 'not_found':
      return outcome;
    case 'throttled':
      return { kind: 'no_answer', code: 'throttled', retryAfterMs: outcome.retryAfterMs };
    case 'unavailable':
      return { kind: 'no_answer', code: outcome.code, retryAfterMs: outcome.retryAfterMs };
    case 'refused':
      return refusalsOfAll.has(outcome.code)
        ? { kind: 'no_answer', code: outcome.code, retryAfterMs: refusedRetryMs }
        : { kind: 'unusable', reason: 'supplier_refused', detail: outcome.code };
    case 'unreadable': {
      const pointers = outcome.problems.slice(0, mostPointers).map(({ pointer }) => pointer);
      const detail = `its answer differs at ${pointers.join(', ')}`;
      return { kind: 'unusable', reason: 'supplier_unreadable', detail };
    }
  }
}
