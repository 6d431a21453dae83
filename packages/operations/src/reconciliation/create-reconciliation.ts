import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Ledger } from '@ticketpost/ledger';
import { sealEnvelope, type Intake, type Keyring, type StoreOutcome } from '@ticketpost/queue';
import type { ListedOrder } from '@ticketpost/schema';
import type { SupplierClient, SupplierFailure } from '@ticketpost/supplier';
import type { Redis } from 'ioredis';
import { supplierAccountKey } from '../supplier-account-key.ts';
import { judgeStanding, type Standing } from './judge-standing.ts';
import { walkOrderList, type SweepPeriod } from './walk-order-list.ts';

/**
 * Finds orders of one account that are ticketed at the supplier and that nothing told us of.
 * Everything rejects when Redis does.
 */
export interface Reconciliation {
  /**
   * Remembers, once, when the product began to look after the account's orders: the start mark. The
   * list tells when an order was created, not when it was ticketed. So an order counts as ours when it
   * was created after the mark: then it was ticketed after it too, and no earlier system mailed it.
   * One that was created before and ticketed after is left to a person's decision.
   */
  begin(): Promise<Date>;
  /** The start mark, or `undefined` when nothing has begun yet. */
  startMark(): Promise<Date | undefined>;
  /**
   * Looks at the ticketed orders that were created in a period: each once, with what is known of it.
   * Changes nothing. Ends after the last page, after `failed`, or when the signal is aborted.
   */
  sweep(period: SweepPeriod): AsyncIterable<SweepStep>;
  /**
   * Puts an order on the queue as a delivery of origin `reconciled` that names no passengers: the
   * worker asks the supplier for them. The same order has the same job, so as long as one is kept
   * (finished ones for a day) feeding it again changes nothing.
   */
  feed(orderNo: string): Promise<StoreOutcome>;
}

export type SweepStep =
  | {
      kind: 'order';
      orderNo: string;
      /** RFC 3339 in UTC, where the list tells. */
      createdAt?: string;
      standing: Standing;
    }
  /** The last step of a sweep that saw only a part of the list. */
  | { kind: 'failed'; failure: SupplierFailure };

export interface ReconciliationOptions {
  redis: Redis;
  supplier: Pick<SupplierClient, 'listTicketedOrders'>;
  /** Our client id at the supplier. Each account has a start mark of its own. */
  account: string;
  ledger: Pick<Ledger, 'read'>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** May reject when the signal is aborted. */
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Reconciliation over a connection that stays the caller's to close. */
export function createReconciliation(options: ReconciliationOptions): Reconciliation {
  const { redis, supplier, account, ledger, intake, keyring } = options;
  const { now = Date.now, pause = pauseFor } = options;
  const key = supplierAccountKey(account);

  const readStartMark = async (): Promise<Date | undefined> => {
    const text = await redis.hget(key, 'startMark');
    return text === null ? undefined : new Date(text);
  };

  const judge = async (
    { orderNo, createdAt }: ListedOrder,
    { from, startMark }: { from: Date; startMark: Date | undefined },
  ): Promise<SweepStep> => {
    const known = judgeStanding(await ledger.read(orderNo));
    // Of an order without a time only the period is known, which may begin before the mark.
    const earliest = createdAt === undefined ? from.getTime() : Date.parse(createdAt);
    const isOurs = startMark !== undefined && earliest >= startMark.getTime();
    const standing = known === 'owed' && !isOurs ? 'before_start' : known;
    return { kind: 'order', orderNo, ...(createdAt === undefined ? {} : { createdAt }), standing };
  };

  return {
    async begin() {
      const mark = new Date(now());
      const isNew = await redis.hsetnx(key, 'startMark', mark.toISOString());
      return isNew === 1 ? mark : ((await readStartMark()) ?? mark);
    },
    startMark: readStartMark,
    async *sweep(period) {
      const startMark = await readStartMark();
      for await (const step of walkOrderList({ supplier, now, pause }, period)) {
        if (step.kind === 'failed') {
          yield step;
          return;
        }
        const about = { from: period.from, startMark };
        yield* await Promise.all(step.orders.map((order) => judge(order, about)));
      }
    },
    feed(orderNo) {
      const digest = createHash('sha256').update(orderNo).digest('hex').slice(0, 40);
      const fields = {
        deliveryId: `reconciled-${digest}`,
        receivedAt: new Date(now()).toISOString(),
        type: 'order.ticketed',
        orderNo,
        origin: 'reconciled',
      } as const;
      return intake.addEvent(sealEnvelope(keyring, fields, { orderNo, passengers: [] }));
    },
  };
}

async function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal });
}
