import { compiler } from './compiler.ts';
import { toProblems } from './problem.ts';
import { readSupplierOrder } from './read-supplier-order.ts';
import { readAnswer, unreadable, type SupplierAnswer } from './supplier-answer.ts';
import { supplierOrderSchema, type SupplierOrderBody } from './supplier-order-schema.ts';
import type { SupplierOrder } from './supplier-order.ts';

const isSupplierOrder = compiler.compile<SupplierOrderBody>(supplierOrderSchema);

/**
 * Reads the answer of `queryOrderDetails.do` about the order that was asked for. An answer about
 * another order is unreadable: it proves nothing.
 */
export function readOrderQueryAnswer(
  body: unknown,
  asked: { orderNo: string },
): SupplierAnswer<SupplierOrder> {
  return readAnswer(body, (answer) => {
    if (!isSupplierOrder(answer)) return unreadable(...toProblems(isSupplierOrder.errors ?? []));
    if (answer.orderNo.trim() !== asked.orderNo.trim()) {
      return unreadable({ pointer: '/orderNo', message: 'must be the order that was asked for' });
    }
    return { kind: 'content', content: readSupplierOrder(answer) };
  });
}
