import type { Keyring } from '@ticketpost/queue';
import { inspectStored } from '@ticketpost/retention';
import { readRetentionReport, type RetentionPeriods } from '@ticketpost/retention/report';
import type { Redis } from 'ioredis';
import type { Diagnosis } from '../diagnosis.ts';
import { judgeOldest, judgePeriods, judgeRun } from './judge-retention.ts';

/** Whether what is past its period goes, by the last run and by the oldest of what is stored. */
export async function checkRetention(options: {
  redis: Redis;
  keyring: Keyring;
  /** Those of the environment that the doctor was given. */
  periods: RetentionPeriods;
  now: Date;
}): Promise<Diagnosis[]> {
  const { redis, keyring, periods, now } = options;
  const report = await readRetentionReport(redis);
  const found = await inspectStored({
    redis,
    keyring,
    // What is enforced is what the worker was told.
    periods: report?.periods ?? periods,
    now: () => now.getTime(),
    onError: () => undefined,
  });
  return [
    judgePeriods(periods, report?.periods),
    judgeRun(report, now),
    ...judgeOldest(found, now),
  ];
}
