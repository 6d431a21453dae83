import type { ListedOrder, Problem, SupplierOrder } from '@ticketpost/schema';

/** Why the supplier gave no answer that could be used. */
export type SupplierFailure =
  /** Asked too often; not before `retryAfterMs`. */
  | { kind: 'throttled'; retryAfterMs: number }
  /** Down, too slow, or not asked at all since it was down just now. `code` is stable. */
  | { kind: 'unavailable'; code: string; retryAfterMs: number }
  /** It does not accept our credentials or our request: somebody must mend that. `code` is stable. */
  | { kind: 'refused'; code: string }
  /** An answer that is not what its documents say. */
  | { kind: 'unreadable'; problems: readonly Problem[] };

export type OrderQueryOutcome =
  | { kind: 'order'; order: SupplierOrder }
  /** With a `code` it was not even asked: no order of the supplier has such a number. */
  | { kind: 'not_found'; code?: 'order_no_not_asked' }
  | SupplierFailure;

export type OrderListOutcome =
  { kind: 'page'; orders: readonly ListedOrder[]; hasMore: boolean } | SupplierFailure;

export type RegistrationOutcome = { kind: 'stored' } | SupplierFailure;

/** The supplier's API. No method rejects for anything that the supplier does. */
export interface SupplierClient {
  queryOrder(orderNo: string): Promise<OrderQueryOutcome>;
  /**
   * One page of the ticketed orders that were created in a period, whose ends are cut to seconds.
   * Pages count from 1; the supplier gives 100 orders on one at most.
   */
  listTicketedOrders(request: {
    createdFrom: Date;
    createdTo: Date;
    page: number;
    pageSize: number;
  }): Promise<OrderListOutcome>;
  /** Account-wide; the last write wins. */
  registerWebhookUrl(url: string): Promise<RegistrationOutcome>;
  close(): Promise<void>;
}
