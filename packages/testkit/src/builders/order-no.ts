import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const supplierOffsetMs = 8 * 3_600_000;
let lastMs = 0;

/**
 * An order number no other call gives: five letters and 17 digits, the time at the supplier
 * (UTC+8) down to the millisecond. Begins with `TEST` only for the sandbox.
 */
export function newOrderNo(options: { sandbox?: boolean } = {}): string {
  lastMs = Math.max(Date.now(), lastMs + 1);
  const digits = new Date(lastMs + supplierOffsetMs).toISOString().replaceAll(/\D/g, '');
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const prefix = options.sandbox
    ? 'TEST'
    : pick(letters.replace('T', '')) + pick(letters) + pick(letters) + pick(letters);
  return prefix + pick(letters) + digits;
}
