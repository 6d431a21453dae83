/** The supplier's own have 22 characters, and rarely a suffix. */
const maxLength = 64;

const pattern = /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

/**
 * Whether the supplier is asked about an order number: letters and digits, and single `_`, `-` and
 * `.` between them. A firewall of the supplier may answer others as if it were down, and then nobody
 * else's order could be asked about.
 */
export function isAskableOrderNo(orderNo: string): boolean {
  return orderNo.length <= maxLength && pattern.test(orderNo);
}
