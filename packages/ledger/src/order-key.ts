/** One hash an order; a key of its own, so that Redis Cluster spreads orders over its nodes. */
export function orderKey(orderNo: string): string {
  return `ticketpost:order:${orderNo}`;
}
