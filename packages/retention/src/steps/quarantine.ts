import type { Ledger } from '@ticketpost/ledger';
import { readQuarantined, type AuditLog } from '@ticketpost/operations';
import type { AgedDelivery, AgedJobs, Keyring, Quarantine } from '@ticketpost/queue';
import { createExpireAloud } from '../expire-aloud.ts';
import type { PendingStore } from '../pending-store.ts';
import type { WarnedStore } from '../warned-store.ts';
import { endUndecided } from './end-undecided.ts';
import type { RetentionStep } from './retention-step.ts';

export interface QuarantineStepOptions {
  aged: Pick<AgedJobs, 'quarantined'>;
  quarantine: Pick<Quarantine, 'get' | 'remove' | 'decide'>;
  ledger: Pick<Ledger, 'record'>;
  keyring: Keyring;
  audit: Pick<AuditLog, 'around'>;
  pending: PendingStore;
  warned: WarnedStore;
}

/** The step over quarantined deliveries that nobody decided on. */
export function createQuarantineStep(options: QuarantineStepOptions): RetentionStep {
  const { aged, quarantine, ledger, keyring, audit, pending, warned } = options;
  const expiry = createExpireAloud({
    audit,
    pending,
    tell: (orderNo, entry) => ledger.record(orderNo, entry),
    remove: (deliveryId) => quarantine.remove(deliveryId),
  });

  const end = async ({ deliveryId }: AgedDelivery) => {
    const ended = await quarantine.decide(deliveryId, async () => {
      const item = await quarantine.get(deliveryId);
      if (item === undefined) return false;
      const content =
        item.kind === 'delivery' ? readQuarantined(keyring, item.delivery) : undefined;
      const { orderNo } = content?.kind === 'event' ? content.event : {};
      return await expiry.expire({
        kind: 'quarantined',
        deliveryId,
        reason: item.kind === 'delivery' ? item.delivery.reason : item.kind,
        ...(orderNo === undefined ? {} : { orderNo }),
      });
    });
    return ended === true;
  };

  return {
    name: 'quarantine',
    async run(context) {
      if (!context.isDryRun) {
        const told = await expiry.takeUp(
          'quarantined',
          async (deliveryId) => (await quarantine.get(deliveryId)) !== undefined,
        );
        context.count('quarantined', told.length);
      }
      await endUndecided<AgedDelivery & { id: string }>(context, {
        kind: 'quarantined',
        periodDays: context.periods.quarantine,
        page: async (request) =>
          (await aged.quarantined(request)).map((one) => ({ ...one, id: one.deliveryId })),
        end,
        warned,
      });
    },
  };
}
