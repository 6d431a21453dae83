import type { Ledger, TimelineEntry } from '@ticketpost/ledger';
import { findDeadDeliveries, type AuditLog } from '@ticketpost/operations';
import type { AgedDelivery, AgedJobs, DeadLetters } from '@ticketpost/queue';
import { createExpireAloud } from '../expire-aloud.ts';
import type { PendingStore } from '../pending-store.ts';
import type { WarnedStore } from '../warned-store.ts';
import { endUndecided } from './end-undecided.ts';
import type { RetentionStep } from './retention-step.ts';

export interface DeadLettersStepOptions {
  aged: Pick<AgedJobs, 'deadLetters'>;
  deadLetters: Pick<DeadLetters, 'get' | 'discard'>;
  ledger: Pick<Ledger, 'read' | 'record' | 'settle'>;
  audit: Pick<AuditLog, 'around'>;
  pending: PendingStore;
  warned: WarnedStore;
  /** Does to an order what is due to it now. */
  settleOrder: (orderNo: string) => Promise<void>;
}

/** The step over dead letters that nobody decided on. */
export function createDeadLettersStep(options: DeadLettersStepOptions): RetentionStep {
  const { aged, deadLetters, ledger, audit, pending, warned, settleOrder } = options;

  const isGone = async (deliveryId: string) =>
    typeof (await deadLetters.get(deliveryId)) === 'string';
  /** With the last dead letter of an order goes what was given up of it. */
  const tell = async (orderNo: string, entry: TimelineEntry) => {
    const { confirmations = [], timeline = [] } = (await ledger.read(orderNo)) ?? {};
    const isLast = (await Promise.all(findDeadDeliveries(timeline).map(isGone))).every(Boolean);
    let isTold = false;
    for (const { ticketSetId, state } of isLast ? confirmations : []) {
      if (state !== 'dead' && state !== 'uncertain') continue;
      isTold = (await ledger.settle(orderNo, ticketSetId, entry)) === 'settled' || isTold;
    }
    if (!isTold) await ledger.record(orderNo, entry);
    await settleOrder(orderNo);
  };
  const expiry = createExpireAloud({
    audit,
    pending,
    tell,
    remove: async (deliveryId) => (await deadLetters.discard(deliveryId)) === 'done',
  });

  const end = async ({ deliveryId }: AgedDelivery) => {
    const deadLetter = await deadLetters.get(deliveryId);
    if (typeof deadLetter === 'string') return false;
    const { orderNo, reasonCode: reason } = deadLetter;
    const about = orderNo === undefined ? {} : { orderNo };
    return await expiry.expire({ kind: 'dead_letter', deliveryId, reason, ...about });
  };

  return {
    name: 'dead_letters',
    async run(context) {
      if (!context.isDryRun) {
        const told = await expiry.takeUp(
          'dead_letter',
          async (deliveryId) => (await deadLetters.get(deliveryId)) !== 'not_found',
        );
        context.count('dead_letter', told.length);
      }
      await endUndecided<AgedDelivery & { id: string }>(context, {
        kind: 'dead_letter',
        periodDays: context.periods.deadLetters,
        page: async (request) =>
          (await aged.deadLetters(request)).map((one) => ({ ...one, id: one.deliveryId })),
        end,
        warned,
      });
    },
  };
}
