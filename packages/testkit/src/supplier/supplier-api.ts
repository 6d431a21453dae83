import type { IncomingHttpHeaders } from 'node:http';
import { listOrders } from './list-orders.ts';
import type { OrderBook, PreparedStep } from './order-book.ts';
import type { SupplierSpeech } from './perform-supplier-step.ts';
import type { SupplierOrderBody } from './supplier-order-body.ts';

/** A request as it came. */
export interface SupplierRequest {
  /** `POST /queryOrderDetails.do`, for example, is this path. */
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  /** Parsed where it is a JSON object, else the text. */
  body: unknown;
}

export interface SupplierApiOptions {
  clientId: string;
  clientSecret: string;
  book: OrderBook;
  findUnknown: (orderNo: string) => SupplierOrderBody | undefined;
  onQuery: (orderNo: string) => void;
  onRegistered: (url: string) => void;
}

type Method = (body: Readonly<Record<string, unknown>>) => SupplierSpeech;

/** What the supplier's API says to a request. A no is HTTP 200 with a non-zero status. */
export function createSupplierApi(
  options: SupplierApiOptions,
): (request: SupplierRequest) => SupplierSpeech {
  const { clientId, clientSecret, book } = options;

  const findUnknown = (orderNo: string): PreparedStep => {
    const order = options.findUnknown(orderNo);
    return order === undefined ? { status: 800, msg: 'The order does not exist' } : { order };
  };

  const methods: Readonly<Record<string, Method>> = {
    '/queryOrderDetails.do'({ orderNo, isCompletedOrder }) {
      if (typeof orderNo !== 'string' || orderNo === '') {
        return { status: 702, msg: 'No order number' };
      }
      options.onQuery(orderNo);
      const step = book.take(orderNo) ?? findUnknown(orderNo);
      if (!('order' in step)) return step;
      const { afterMs = 0, order } = step;
      if (isCompletedOrder !== true) return { afterMs, json: order };
      return { afterMs, json: { ...order, orderStatus: null, ticketStatus: null } };
    },
    '/orderList.do': (body) => ({ json: listOrders(book.list(), body) }),
    '/updateWebhookURL.do'({ url }) {
      if (typeof url !== 'string' || !URL.canParse(url)) return { status: 701, msg: 'Wrong URL' };
      options.onRegistered(url);
      return { json: { status: 0, msg: null } };
    },
  };

  return ({ path, method, headers, body }) => {
    const handler = methods[path];
    if (handler === undefined) return { fail: { httpStatus: 404, contentType: 'text/html' } };
    if (method !== 'POST') return { fail: { httpStatus: 405, contentType: 'text/html' } };
    const isKnown =
      headers['x-atlas-client-id'] === clientId &&
      headers['x-atlas-client-secret'] === clientSecret;
    if (!isKnown) return { status: 900, msg: 'Authentication failed' };
    return isObject(body) ? handler(body) : { status: 701, msg: 'Not JSON' };
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
