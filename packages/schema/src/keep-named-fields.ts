import { definedOnly } from './defined-only.ts';
import { listOrderObjects } from './find-order-no.ts';
import type { JsonObject } from './json-object.ts';
import { readInteger } from './read-scalar.ts';

/** The supplier's codes of what happened to an order. */
const codeFields = [
  'orderStatus',
  'voidStatus',
  'scheduleChangeType',
  'refundStatus',
  'errorCode',
] as const;

/** A longer number is no code, and may be anything of a person. */
const longestCode = 9999;

/**
 * Of an event that is no `order.ticketed`, all that is kept: its type, its order numbers and the
 * supplier's codes, each a small whole number. Nothing else of the body is copied, whatever it is
 * called and wherever it stands. What is kept is read again as the same event.
 */
export function keepNamedFields(
  body: Record<string, unknown>,
  named: { type: string; orderNo: string | undefined; addonOrderNo: string | undefined },
): JsonObject {
  const { type, orderNo, addonOrderNo } = named;
  const places = listOrderObjects(body);
  const codes = codeFields.map((field) => [field, findCode(places, field)] as const);
  const data = definedOnly({ orderNo, addonOrderNo, ...Object.fromEntries(codes) });
  return { type, ...(Object.keys(data).length === 0 ? {} : { data }) };
}

function findCode(places: readonly Record<string, unknown>[], field: string): number | undefined {
  return places
    .map((place) => readInteger(place[field]))
    .find((code) => code !== undefined && Math.abs(code) <= longestCode);
}
