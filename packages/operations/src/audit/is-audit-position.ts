const idForm = /^(\d{1,20})-(\d{1,20})$/;
const largest = 2n ** 64n - 1n;

/** Whether a text can be the id of a line of the audit log: two numbers of 64 bits, not both 0. */
export function isAuditPosition(text: string): boolean {
  const [, time, count] = idForm.exec(text) ?? [];
  if (time === undefined || count === undefined) return false;
  const parts = [BigInt(time), BigInt(count)];
  return parts.every((part) => part <= largest) && parts.some((part) => part > 0n);
}
