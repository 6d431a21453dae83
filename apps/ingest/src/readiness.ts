import type { CheckOutcome } from '@ticketpost/runtime';
import { measureOldestAgeMs } from './journal-metrics.ts';
import type { JournalStatus } from './journal/journal.ts';

/**
 * Whether the journal can take deliveries, and whether there is something in it to look at. It is
 * never `failed`: while Redis stores, ingest does its work, and when that does not, its own check
 * fails unless the journal can be written.
 */
export function judgeJournal(status: JournalStatus): CheckOutcome {
  const { isUsable, reason, entries, setAside } = status;
  const oldestAgeMs = measureOldestAgeMs(status);
  const details = {
    ...(reason === undefined ? {} : { reason }),
    entries,
    setAside,
    ...(oldestAgeMs === undefined ? {} : { oldestAgeMs }),
  };
  const isWell = isUsable && entries === 0 && setAside === 0;
  return { status: isWell ? 'ok' : 'warning', ...details };
}

/** What ingest reports of its journal beside the checks. */
export function describeJournal({ entries, oldestReceivedAt }: JournalStatus) {
  return {
    entries,
    ...(oldestReceivedAt === undefined ? {} : { oldestAt: oldestReceivedAt }),
  };
}

/**
 * What Redis' own check found, as it counts for an ingest that has a journal: without Redis it can
 * still store as long as the journal can be written.
 */
export async function checkRedisBesideJournal(options: {
  checkRedis: () => Promise<CheckOutcome>;
  isBreakerOpen: () => boolean;
  isJournalUsable: () => boolean;
}): Promise<CheckOutcome> {
  const { checkRedis, isBreakerOpen, isJournalUsable } = options;
  let outcome: CheckOutcome;
  try {
    outcome = await checkRedis();
  } catch (error) {
    if (!isJournalUsable()) throw error;
    const { message = String(error) } = (error ?? {}) as { message?: string };
    return { status: 'warning', reason: message };
  }
  if (outcome.status === 'failed') {
    return isJournalUsable() ? { ...outcome, status: 'warning' } : outcome;
  }
  return isBreakerOpen()
    ? { ...outcome, status: 'warning', reason: 'Redis answers, but does not take deliveries' }
    : outcome;
}
