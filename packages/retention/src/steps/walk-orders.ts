import { longestRememberedMs, type OrderLife, type OrderRetention } from '@ticketpost/ledger';
import { dayMs } from '../report/periods.ts';
import { createSettleOrder } from '../settle-order.ts';
import type { RetentionStep, StepContext } from './retention-step.ts';

/** Keys that are passed over at a time, about; orders that are read together. */
const scanCount = 1000;
const readCount = 100;

/** The step that strips orders, and shortens or lengthens how long they are remembered. */
export function createOrdersStep({ orders }: { orders: OrderRetention }): RetentionStep {
  return {
    name: 'orders',
    async run(context) {
      const settleOrder = createSettleOrder({ ...context, orders, count: context.count });
      do {
        const page = await orders.walk(context.cursor.read(), scanCount);
        const orderNos = page.orders
          .filter((life) => !isPlainlyFine(life, context))
          .map(({ orderNo }) => orderNo);
        for (let from = 0; from < orderNos.length; from += readCount) {
          const read = await orders.read(orderNos.slice(from, from + readCount));
          await Promise.all(read.map(settleOrder));
          await context.pause();
        }
        context.cursor.write(page.cursor);
        await context.pause();
      } while (context.cursor.read() !== '0');
    },
  };
}

/** Whether its time to live alone says that nothing is due, so that it need not be read. */
function isPlainlyFine(
  { expiresAt, strippedAt = -Infinity }: OrderLife,
  { periods, formerPeriods, nowMs }: StepContext,
): boolean {
  const keptMs = periods.orders * dayMs;
  // As long as it was given, whoever wrote it.
  const isEven = keptMs === longestRememberedMs;
  const wasEven = formerPeriods === undefined || formerPeriods.orders === periods.orders;
  if (!wasEven) return false;
  const changedAt = expiresAt - keptMs;
  // None is stripped on the day of its last change, and clocks differ by less.
  if (strippedAt - changedAt > dayMs && expiresAt <= nowMs + keptMs) return true;
  return isEven && nowMs - changedAt < periods.personal * dayMs;
}
