import { createOrderRetention, createOwedRegister } from '@ticketpost/ledger';
import { readOldestAudit } from '@ticketpost/operations';
import { createAgedJobs, type AgedDelivery, type Keyring } from '@ticketpost/queue';
import type { Redis } from 'ioredis';
import { findLastFlight } from './find-last-flight.ts';
import type { RetentionKind, UndecidedKind } from './report/kinds.ts';
import { completedJobMs, dayMs, warningMs, type RetentionPeriods } from './report/periods.ts';
import { createWarnedStore } from './warned-store.ts';

/** The oldest that was found of one kind. */
export interface OldestStored {
  kind: RetentionKind;
  /** Since when it is there, or nothing happened to it; in ms since the epoch. */
  sinceMs: number;
  periodDays: number;
  /** It ought to be gone, or to be told of. */
  isOverdue: boolean;
}

/** A run may be a day late, and somebody looks at it after a second. */
const graceMs = 2 * dayMs;

const scanCount = 500;
const mostScans = 5;
const mostOrders = 50;

/**
 * Looks for the oldest of what ends with time: where it is kept in order of time at its end, of orders in
 * a bounded sample. The cost does not depend on how much is stored. Rejects when Redis does.
 */
export async function inspectStored(options: {
  /** Stays the caller's to close. */
  redis: Redis;
  keyring: Keyring;
  periods: RetentionPeriods;
  now?: () => number;
  onError: (error: Error) => void;
}): Promise<OldestStored[]> {
  const { redis, keyring, periods, now = Date.now, onError } = options;
  const nowMs = now();
  const aged = createAgedJobs({ connection: redis, onError });
  const warned = createWarnedStore({ redis });

  const judgeByAge = (
    kind: RetentionKind,
    sinceMs: number | undefined,
    periodDays: number,
  ): OldestStored[] => {
    if (sinceMs === undefined) return [];
    const isOverdue = nowMs - sinceMs > periodDays * dayMs + graceMs;
    return [{ kind, sinceMs, periodDays, isOverdue }];
  };

  /** One that is past its period is told of first, for as long as each is. */
  const judgeUndecided = async (
    kind: UndecidedKind,
    oldest: { id: string; sinceMs: number } | undefined,
    periodDays: number,
  ): Promise<OldestStored[]> => {
    const [found] = judgeByAge(kind, oldest?.sinceMs, periodDays);
    if (found === undefined || oldest === undefined || !found.isOverdue)
      return [found ?? []].flat();
    const [toldMs] = await warned.read(kind, [oldest.id]);
    return [{ ...found, isOverdue: toldMs === undefined || nowMs - toldMs > warningMs + graceMs }];
  };

  const first = { untilMs: nowMs, skip: 0, limit: 1 };
  const toItem = ([one]: AgedDelivery[]) => one && { id: one.deliveryId, sinceMs: one.sinceMs };
  try {
    const [{ completedMs }, deadLetters, quarantined, owed, auditMs, order] = await Promise.all([
      aged.oldest(),
      aged.deadLetters(first),
      aged.quarantined(first),
      createOwedRegister({ redis, now }).oldest(),
      readOldestAudit(redis),
      sampleOrders(nowMs),
    ]);
    const owedItem = owed && {
      id: `${owed.ticketSetId} ${owed.orderNo}`,
      sinceMs: Date.parse(owed.since),
    };
    return [
      ...judgeByAge('completed_job', completedMs, completedJobMs / dayMs),
      ...(await judgeUndecided('dead_letter', toItem(deadLetters), periods.deadLetters)),
      ...(await judgeUndecided('quarantined', toItem(quarantined), periods.quarantine)),
      ...(await judgeUndecided('owed_confirmation', owedItem, periods.orders)),
      ...judgeByAge('personal_parts', order, periods.personal),
      ...judgeByAge('audit_line', auditMs, periods.audit),
    ];
  } finally {
    await aged.close();
  }

  /** Since when the oldest of some orders that owe no mail, and hold something personal, is over. */
  async function sampleOrders(at: number): Promise<number | undefined> {
    const orders = createOrderRetention({ redis, sealer: keyring, now: () => at });
    const orderNos: string[] = [];
    let cursor = '0';
    for (let scan = 0; scan < mostScans && orderNos.length < mostOrders; scan += 1) {
      const page = await orders.walk(cursor, scanCount);
      orderNos.push(...page.orders.map(({ orderNo }) => orderNo));
      cursor = page.cursor;
      if (cursor === '0') break;
    }
    const read = await orders.read([...new Set(orderNos)].slice(0, mostOrders));
    const times = read.flatMap((order) =>
      order.isOwed || !order.isPersonal
        ? []
        : Math.max(order.changedAt, findLastFlight(order) ?? 0),
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }
}
