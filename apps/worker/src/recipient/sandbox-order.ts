/** The supplier's sandbox gives its orders numbers that begin so (supplier's documentation). */
const sandboxPrefix = 'TEST';

/** An order of the supplier's sandbox, which nobody travels on. */
export function isSandboxOrder(orderNo: string): boolean {
  return orderNo.startsWith(sandboxPrefix);
}
