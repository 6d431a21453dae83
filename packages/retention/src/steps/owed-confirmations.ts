import type { OrderRetention, OwedConfirmation, OwedRegister } from '@ticketpost/ledger';
import type { AuditLog } from '@ticketpost/operations';
import { expiredEntry, retentionName } from '../expire-aloud.ts';
import { dayMs } from '../report/periods.ts';
import type { WarnedStore } from '../warned-store.ts';
import { endUndecided } from './end-undecided.ts';
import type { RetentionStep, StepContext } from './retention-step.ts';

/** An order that owes a mail is kept from being forgotten from so long before it would be. */
const keptBeforeMs = 60 * dayMs;
const pageSize = 200;

/**
 * The step over confirmations that are owed for as long as an order is remembered. Orders that owe one
 * are kept until then, however long nothing happens to them.
 */
export function createOwedStep(options: {
  owed: Pick<OwedRegister, 'list'>;
  orders: Pick<OrderRetention, 'expire' | 'keep'>;
  audit: Pick<AuditLog, 'around'>;
  warned: WarnedStore;
  /** Does to an order what is due to it now. */
  settleOrder: (orderNo: string) => Promise<void>;
}): RetentionStep {
  const { owed, orders, audit, warned, settleOrder } = options;

  const listUntil = async (untilMs: number, skip: number, limit: number) => {
    const items = await owed.list('owed', { skip, limit });
    return items.filter(({ since }) => Date.parse(since) <= untilMs);
  };

  const keep = async ({ periods, nowMs, pause }: StepContext) => {
    const untilMs = nowMs - Math.max(0, periods.orders * dayMs - keptBeforeMs);
    for (let skip = 0; ; skip += pageSize) {
      const items = await listUntil(untilMs, skip, pageSize);
      if (items.length === 0) return;
      await orders.keep([...new Set(items.map(({ orderNo }) => orderNo))]);
      await pause();
    }
  };

  const end = async ({ orderNo, ticketSetId, since }: OwedConfirmation) => {
    const detail = `confirmation owed since ${since.slice(0, 10)}`;
    const { kind } = await audit.around(
      { action: 'expire', by: retentionName, via: 'schedule', orderNo, detail },
      async () => ({ kind: await orders.expire(orderNo, ticketSetId, expiredEntry({})) }),
    );
    if (kind === 'expired') await settleOrder(orderNo);
    return kind === 'expired';
  };

  return {
    name: 'owed_confirmations',
    async run(context) {
      if (!context.isDryRun) await keep(context);
      await endUndecided<OwedConfirmation & { id: string; sinceMs: number }>(context, {
        kind: 'owed_confirmation',
        periodDays: context.periods.orders,
        page: async ({ untilMs, skip, limit }) =>
          (await listUntil(untilMs, skip, limit)).map((one) => ({
            ...one,
            id: `${one.ticketSetId} ${one.orderNo}`,
            sinceMs: Date.parse(one.since),
          })),
        end,
        warned,
      });
    },
  };
}
