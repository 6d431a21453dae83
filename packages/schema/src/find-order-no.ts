import { compiler } from './compiler.ts';
import { isJsonObject } from './json-object.ts';
import { orderNoSchema } from './order-no-schema.ts';

const isOrderNo = compiler.compile<string>(orderNoSchema);

/**
 * Finds the number of the order that a body of any event type is about, trimmed: the first usable
 * one of `data.orderNo`, `data.ticketNotification.orderNo` (the older nesting),
 * `data.originalOrderNo` (add-ons) and `orderNo` (the flat refund).
 */
export function findOrderNo(body: Record<string, unknown>): string | undefined {
  const data = isJsonObject(body['data']) ? body['data'] : {};
  const nested = isJsonObject(data['ticketNotification']) ? data['ticketNotification'] : {};
  const places = [data['orderNo'], nested['orderNo'], data['originalOrderNo'], body['orderNo']];
  return places
    .filter((value) => isOrderNo(value))
    .map((orderNo) => orderNo.trim())
    .find((orderNo) => orderNo !== '');
}
