import { isJsonObject } from './json-object.ts';
import { parseOrderNo } from './parse-order-no.ts';

/**
 * Finds the number of the order that a body of any event type is about, trimmed: the first usable
 * one of `data.orderNo`, `data.ticketNotification.orderNo` (the older nesting),
 * `data.originalOrderNo` and `orderNo` (the flat refund). An add-on is an order of its own, bought
 * for another one: an event about it belongs to that original, so its number goes first there.
 */
export function findOrderNo(body: Record<string, unknown>, type?: string): string | undefined {
  const { data, nested } = innerObjects(body);
  const original = [data['originalOrderNo'], nested['originalOrderNo']];
  const own = [data['orderNo'], nested['orderNo']];
  const places = isAboutAddon(type) ? [...original, ...own] : [...own, ...original];
  return firstOrderNo([...places, body['orderNo']]);
}

/**
 * Finds the add-on's own number in an event about one: `addonOrderNo`, or `orderNo` beside another
 * original. `undefined` in events of every other type.
 */
export function findAddonOrderNo(body: Record<string, unknown>, type: string): string | undefined {
  if (!isAboutAddon(type)) return undefined;
  const { data, nested } = innerObjects(body);
  const addonOrderNo = firstOrderNo([
    data['addonOrderNo'],
    nested['addonOrderNo'],
    data['orderNo'],
    nested['orderNo'],
  ]);
  return addonOrderNo === findOrderNo(body, type) ? undefined : addonOrderNo;
}

/** Where a body may say something of its order, what goes first first. */
export function listOrderObjects(body: Record<string, unknown>): Record<string, unknown>[] {
  const { data, nested } = innerObjects(body);
  return [data, nested, body];
}

function isAboutAddon(type: string | undefined): boolean {
  return type === 'order.addoncomplete';
}

function innerObjects(body: Record<string, unknown>) {
  const data = isJsonObject(body['data']) ? body['data'] : {};
  const nested = isJsonObject(data['ticketNotification']) ? data['ticketNotification'] : {};
  return { data, nested };
}

function firstOrderNo(places: readonly unknown[]): string | undefined {
  return places.map(parseOrderNo).find((orderNo) => orderNo !== undefined);
}
