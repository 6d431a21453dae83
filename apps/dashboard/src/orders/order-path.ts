import { toUSVString } from 'node:util';

/**
 * The page of an order. Any order number is one part of a path then, slashes and all; `.` and `..`,
 * which browsers take for folders however they are written, get a space that is trimmed again.
 */
export function orderPath(orderNo: string, ...below: readonly string[]): string {
  const name = /^\.{1,2}$/.test(orderNo) ? `${orderNo} ` : orderNo;
  return ['/orders', name, ...below].map(encodePart).join('/');
}

function encodePart(part: string, index: number): string {
  return index === 0 ? part : encodeURIComponent(toUSVString(part));
}
