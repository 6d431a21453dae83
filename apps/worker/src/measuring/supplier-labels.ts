import type { Standing } from '@ticketpost/operations';
import type { SupplierAnswerEvent } from '@ticketpost/supplier';

export const supplierOperations = [
  'query',
  'list',
  'register',
] as const satisfies readonly SupplierAnswerEvent['operation'][];

/** The kinds of the supplier's answers, and the codes of those that have one. */
export const supplierOutcomes = [
  'order',
  'page',
  'stored',
  'not_found',
  'throttled',
  'unreadable',
  // Unavailable.
  'supplier_timeout',
  'supplier_error',
  'http_5xx',
  'not_json',
  'body_too_large',
  'timeout',
  'unreachable',
  'tls_failed',
  'address_not_allowed',
  // Not found, and not even asked.
  'order_no_not_asked',
  // Unavailable, and not even asked.
  'circuit_open',
  'busy',
  'closed',
  // Refused.
  'unknown_status',
  'request_refused',
  'authentication',
  'http_4xx',
  'redirected',
] as const;

export const sweepStandings = [
  'owed',
  'before_start',
  'in_hand',
  'sent',
  'erased',
] as const satisfies readonly Standing[];
