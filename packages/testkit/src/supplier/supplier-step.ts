import type { BuildSupplierOrderOptions, SupplierOrderState } from './build-supplier-order.ts';
import type { SupplierOrderBody } from './supplier-order-body.ts';

/** An answer that is no order, `afterMs` late. */
export type SupplierMisbehaviour = { afterMs?: number } &
  /** HTTP 200 with this non-zero status, the supplier's way to say no. */
  (
    | { status: number; msg?: string }
    /** HTTP 429 without a status. `header` is sent as `Retry-After` besides. */
    | { throttle: { retryAfter?: number | string; header?: string } }
    | { fail: { httpStatus: number; body?: string; contentType?: string; location?: string } }
    /** HTTP 200 with this text and no promise of being JSON. */
    | { raw: string }
    /** No answer ever; the connection stays open. */
    | { hang: true }
    /** The connection is closed instead of an answer, or in the middle of one. */
    | { dropConnection: true | 'inside' }
  );

/** An answer of the order query, `afterMs` late. */
export type SupplierStep =
  | { order: SupplierOrderBody; afterMs?: number }
  | ({ state: SupplierOrderState; afterMs?: number } & Omit<
      BuildSupplierOrderOptions,
      'orderNo' | 'state'
    >)
  | SupplierMisbehaviour;
