import { compiler } from './compiler.ts';
import { definedOnly } from './defined-only.ts';
import { canonicalEventType } from './event-types.ts';
import { findAddonOrderNo, findOrderNo } from './find-order-no.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { keepNamedFields } from './keep-named-fields.ts';
import { limits } from './limits.ts';
import { orderTicketedSchema, type OrderTicketedBody } from './order-ticketed-schema.ts';
import { toProblems, type Problem } from './problem.ts';
import { readTicketedOrder } from './read-ticketed-order.ts';
import type { TicketedOrder } from './ticketed-order-schema.ts';

/**
 * What is kept of what the supplier reported: fields that we name, and no other. Told apart by
 * `kind`. `clientId` is the `cid`; empty, and so nobody's, when there is one that cannot be read.
 */
export type SupplierEvent =
  | {
      kind: 'ticketed';
      type: 'order.ticketed';
      clientId?: string;
      orderNo: string;
      order: TicketedOrder;
    }
  | {
      kind: 'other';
      /** In the canonical spelling; fit for a job name. */
      type: string;
      clientId?: string;
      /** For an add-on the original order, which the add-on was bought for. */
      orderNo?: string;
      /** The add-on's own number, in an event about one. */
      addonOrderNo?: string;
      /** The type, the order numbers and the supplier's codes: all that is kept of the body. */
      body: JsonObject;
    };

type Reading = { kind: 'event'; event: SupplierEvent } | { kind: 'invalid'; problems: Problem[] };

/** The body itself is the first level. */
const maxLevels = 64;

const isOrderTicketed = compiler.compile<OrderTicketedBody>(orderTicketedSchema);

/**
 * Reads a parsed webhook body of any event type, known or not, and drops all that we do not name.
 * It is `invalid`, with every problem at once, when it is no object; when it is an
 * `order.ticketed` without an order number or with fields of impossible types; or when it is
 * another event nested deeper than 64 levels.
 */
export function readSupplierEvent(body: unknown): Reading {
  if (!isJsonObject(body)) return invalid('must be object');
  const type = canonicalEventType(body['type'], body);
  const clientId = readClientId(body['cid']);
  const source = clientId === undefined ? {} : { clientId };
  const orderNo = findOrderNo(body, type);

  if (type === 'order.ticketed') {
    // The schema demands an order number that can be found: the second test is for the compiler.
    if (!isOrderTicketed(body) || orderNo === undefined) {
      return { kind: 'invalid', problems: toProblems(isOrderTicketed.errors ?? []) };
    }
    const order = readTicketedOrder(body, orderNo);
    return { kind: 'event', event: { kind: 'ticketed', type, ...source, orderNo, order } };
  }

  if (isDeeperThan(maxLevels, body)) {
    return invalid(`must not be nested deeper than ${maxLevels} levels`);
  }
  const addonOrderNo = findAddonOrderNo(body, type);
  return {
    kind: 'event',
    event: {
      kind: 'other',
      type,
      ...source,
      ...definedOnly({ orderNo, addonOrderNo }),
      body: keepNamedFields(body, { type, orderNo, addonOrderNo }),
    },
  };
}

function invalid(message: string): Reading {
  return { kind: 'invalid', problems: [{ pointer: '', message }] };
}

function readClientId(cid: unknown): string | undefined {
  if (cid === undefined || cid === null) return undefined;
  if (typeof cid !== 'string' && typeof cid !== 'number') return '';
  return String(cid).trim().slice(0, limits.clientId);
}
