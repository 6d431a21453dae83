import { findOrderNo } from './find-order-no.ts';
import { limits } from './limits.ts';

/**
 * Every event type the supplier is known to send, in the canonical spelling: lower case.
 * `refund.complete` is our name for the one body that comes without a type.
 */
export const eventTypes = [
  'order.ticketed',
  'order.void',
  'order.schedulechange',
  'order.addoncomplete',
  'order.cancelled',
  'email.schedulechange',
  'email.all',
  'abnormal.cancelled',
  'airline.status',
  'refund.complete',
] as const satisfies readonly string[];

/** Second spellings of known types, beyond letter case. */
const aliases = new Map([['order.addoncompleted', 'order.addoncomplete']]);

/**
 * Spells the type of an event in one way: trimmed and lower-case. Types nobody has heard of are
 * kept, fit for a job name: at most 64 characters, `_` for anything outside `[a-z0-9._-]`. A body
 * without a type is `refund.complete` when it is the supplier's flat refund object, else `untyped`.
 */
export function canonicalEventType(type: unknown, body: Record<string, unknown>): string {
  const written = typeof type === 'string' ? type.trim() : '';
  if (written === '') return isFlatRefund(body) ? 'refund.complete' : 'untyped';
  // Replaced before lower-casing: some letters outside ASCII have lower-case forms inside it. Cut
  // before that, since a type may be as long as a body; a character has two halves at most.
  const spelt = written
    .slice(0, 2 * limits.eventType)
    .replace(/[^A-Za-z0-9._-]/gu, '_')
    .toLowerCase()
    .slice(0, limits.eventType);
  return aliases.get(spelt) ?? spelt;
}

function isFlatRefund(body: Record<string, unknown>): boolean {
  const isAboutRefund = 'refundStatus' in body || 'finalRefundAmount' in body;
  return isAboutRefund && (body['data'] ?? null) === null && findOrderNo(body) !== undefined;
}
