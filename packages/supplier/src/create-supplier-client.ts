import type { Outbound } from '@ticketpost/outbound';
import {
  readOrderListAnswer,
  readOrderQueryAnswer,
  readRegistrationAnswer,
} from '@ticketpost/schema';
import { createOutageBreaker } from './outage-breaker.ts';
import { isAskableOrderNo } from './is-askable-order-no.ts';
import { createRequestSlots } from './request-slots.ts';
import { createSupplierCaller, type CallEnd, type SupplierCall } from './supplier-caller.ts';
import type { SupplierClient, SupplierFailure } from './supplier-client.ts';
import { createSupplierHttp } from './supplier-http.ts';
import { createThrottleGate } from './throttle-gate.ts';
import { formatUtcSeconds } from './format-utc-seconds.ts';

/** How one call ended, for metrics. */
export interface SupplierAnswerEvent {
  operation: 'query' | 'list' | 'register';
  /** The outcome's kind, or its `code` where it has one; never anything of the answer. */
  outcome: string;
  /** From sending to the end of the answer; 0 when nothing was sent. */
  durationMs: number;
  /** Whether a request went out: not while throttled, taken for down, or out of slots. */
  wasSent: boolean;
}

export interface SupplierClientOptions {
  /** `http` or `https`, where the API's methods live; may have a path. */
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  /** Longest time from sending to the last byte; also the longest wait for a free slot. */
  timeoutMs: number;
  /** Most requests under way at once; further calls wait for their turn. */
  maxConcurrent: number;
  /** Makes the connections. */
  outbound: Pick<Outbound, 'createAgent'>;
  /** Default `Ticketpost`. */
  userAgent?: string;
  /** When the supplier counts as down, and for how long; default 5 outages in a row, 30 s. */
  breaker?: { failuresInARow: number; openMs: number };
  /** Told of every call at its end, also of those that were not sent. */
  onAnswer?: (event: SupplierAnswerEvent) => void;
}

/** The supplier's document allows no more orders on a page. */
const maxPageSize = 100;

/** The supplier's number for a ticketed order. */
const ticketed = 2;

/**
 * A client of the supplier's API. It sends each request once: asking again is its caller's business.
 * Throws a `TypeError` for a base URL or credentials that no request could be made with.
 *
 * Codes of `unavailable`: `supplier_timeout`, `supplier_error`, `http_5xx`, `not_json`,
 * `body_too_large`, `timeout`, `unreachable`, `tls_failed`, `address_not_allowed`, and without a request `circuit_open`,
 * `busy` (no free slot in time), `closed`. Codes of `refused`: `request_refused`, `authentication`,
 * `http_4xx`, `redirected`. Code of `not_found`: `order_no_not_asked`, without a request.
 */
export function createSupplierClient(options: SupplierClientOptions): SupplierClient {
  const { timeoutMs, maxConcurrent, userAgent = 'Ticketpost', onAnswer } = options;
  const { breaker = { failuresInARow: 5, openMs: 30_000 } } = options;
  const caller = createSupplierCaller({
    http: createSupplierHttp({ ...options, userAgent }),
    slots: createRequestSlots({ maxConcurrent, maxWaitMs: timeoutMs }),
    breaker: createOutageBreaker(breaker),
    gate: createThrottleGate(),
  });

  async function ask<Content, Outcome extends { kind: string }>(
    operation: SupplierAnswerEvent['operation'],
    call: SupplierCall<Content>,
    conclude: (judgement: CallEnd<Content>['judgement']) => Outcome,
  ): Promise<Outcome> {
    const { judgement, durationMs, wasSent } = await caller.call(call);
    const outcome = conclude(judgement);
    const name =
      'code' in outcome && typeof outcome.code === 'string' ? outcome.code : outcome.kind;
    onAnswer?.({ operation, outcome: name, durationMs, wasSent });
    return outcome;
  }

  return {
    queryOrder(orderNo) {
      if (!isAskableOrderNo(orderNo)) {
        const code = 'order_no_not_asked';
        onAnswer?.({ operation: 'query', outcome: code, durationMs: 0, wasSent: false });
        return Promise.resolve({ kind: 'not_found', code });
      }
      return ask(
        'query',
        {
          method: 'queryOrderDetails.do',
          body: { orderNo },
          read: (body) => readOrderQueryAnswer(body, { orderNo }),
        },
        (judgement) => {
          if (judgement.kind === 'failure') return judgement.failure;
          if (judgement.kind === 'not_found') return { kind: 'not_found' };
          return { kind: 'order', order: judgement.content };
        },
      );
    },
    listTicketedOrders(request) {
      const { page } = request;
      const pageSize = Math.min(request.pageSize, maxPageSize);
      return ask(
        'list',
        {
          method: 'orderList.do',
          body: {
            createTimeRangeFrom: formatUtcSeconds(request.createdFrom),
            createTimeRangeTo: formatUtcSeconds(request.createdTo),
            orderStatus: [ticketed],
            page,
            pageSize,
          },
          read: readOrderListAnswer,
        },
        (judgement) => {
          if (judgement.kind !== 'content') return failureOf(judgement);
          const { orders, total = 0 } = judgement.content;
          const isFull = orders.length >= pageSize;
          const hasMore = orders.length > 0 && (isFull || page * pageSize < total);
          return { kind: 'page', orders, hasMore };
        },
      );
    },
    registerWebhookUrl: (url) =>
      ask(
        'register',
        { method: 'updateWebhookURL.do', body: { url }, read: readRegistrationAnswer },
        (judgement) => (judgement.kind === 'content' ? { kind: 'stored' } : failureOf(judgement)),
      ),
    close: () => caller.close(),
  };
}

/** `not found` is no answer to what names no order. */
function failureOf(
  judgement: { kind: 'not_found' } | { kind: 'failure'; failure: SupplierFailure },
): SupplierFailure {
  if (judgement.kind === 'failure') return judgement.failure;
  return { kind: 'refused', code: 'request_refused' };
}
