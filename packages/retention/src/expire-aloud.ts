import type { TimelineEntry } from '@ticketpost/ledger';
import type { AuditLog } from '@ticketpost/operations';
import type { PendingExpiry, PendingStore } from './pending-store.ts';

/** Who ends what nobody decided on, on timelines and in the audit log. */
export const retentionName = 'retention';

/** The line that something expired. */
export function expiredEntry({ deliveryId, reason }: Partial<PendingExpiry>): TimelineEntry {
  return {
    event: 'expired',
    by: retentionName,
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** What lets a delivery go of which nobody decided. */
export interface ExpireAloudOptions {
  audit: Pick<AuditLog, 'around'>;
  pending: PendingStore;
  /** Takes it off the queue; `false` when somebody has just decided on it. */
  remove: (deliveryId: string) => Promise<boolean>;
  /** Tells its order. */
  tell: (orderNo: string, entry: TimelineEntry) => Promise<void>;
}

/**
 * Makes what takes a delivery off the queue for its age, with a line in the audit log and on its order's
 * timeline. What is about to be taken off is written down first: a process that dies in between leaves it
 * to the next, which tells of it then.
 */
export function createExpireAloud({ audit, pending, remove, tell }: ExpireAloudOptions) {
  const settle = async (expiry: PendingExpiry) => {
    if (expiry.orderNo !== undefined) await tell(expiry.orderNo, expiredEntry(expiry));
    await pending.settle(expiry);
    return { kind: 'expired' } as const;
  };
  const inAudit = async (
    { deliveryId, orderNo, kind, reason }: PendingExpiry,
    work: () => Promise<{ kind: 'expired' | 'kept' }>,
  ) => {
    const ended = await audit.around(
      {
        action: 'expire',
        by: retentionName,
        via: 'schedule',
        deliveryId,
        ...(orderNo === undefined ? {} : { orderNo }),
        detail: `${kind.replaceAll('_', ' ')}, ${reason}`,
      },
      work,
    );
    return ended.kind === 'expired';
  };
  return {
    /** Whether it is gone by this. */
    expire: (expiry: PendingExpiry): Promise<boolean> =>
      inAudit(expiry, async () => {
        await pending.note(expiry);
        if (await remove(expiry.deliveryId)) return await settle(expiry);
        await pending.settle(expiry);
        return { kind: 'kept' };
      }),
    /** Ends what a process that died had begun; `isThere` says whether it was still taken off by nobody. */
    async takeUp(
      kind: PendingExpiry['kind'],
      isThere: (deliveryId: string) => Promise<boolean>,
    ): Promise<PendingExpiry[]> {
      const told: PendingExpiry[] = [];
      for (const expiry of await pending.list(kind)) {
        if (await isThere(expiry.deliveryId)) await pending.settle(expiry);
        else if (await inAudit(expiry, () => settle(expiry))) told.push(expiry);
      }
      return told;
    },
  };
}
