import { compiler } from './compiler.ts';
import { orderNoSchema } from './order-no-schema.ts';

const isOrderNo = compiler.compile<string>(orderNoSchema);

/**
 * Reads an order number, wherever it is written: a text of 1 to 128 characters without control
 * characters, trimmed. `undefined` for anything else.
 */
export function parseOrderNo(value: unknown): string | undefined {
  const orderNo = isOrderNo(value) ? value.trim() : '';
  return orderNo === '' ? undefined : orderNo;
}
