import type { Operations } from '@ticketpost/operations';

/** What the pages about orders ask of the operations. */
export type OrderWorks = Pick<
  Operations,
  'searchOrders' | 'readOrder' | 'redriveOrder' | 'resendOrder' | 'eraseOrder'
>;
