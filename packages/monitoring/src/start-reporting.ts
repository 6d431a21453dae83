import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import {
  runReadinessChecks,
  withDeadline,
  type Logger,
  type ReadinessCheck,
} from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import type { ProcessReport, ReportingApp } from './process-report.ts';
import { reportIndexKey, reportKey, reportTtlMs } from './report-keys.ts';
import { summariseCheck } from './summarise-check.ts';

export interface Reporting {
  /** Takes the report away, as far as Redis is there to take it, within a second. */
  close(): Promise<void>;
}

/** The index forgets whoever has not been seen for this long, by the clock of whoever looks. */
const indexMemoryMs = 60 * 60_000;
const removalTimeoutMs = 500;

/**
 * Tells Redis every `everyMs` how this process is. Nothing waits for it: while one report is under
 * way there is no other, and what goes wrong with it is logged for developers only. A process that
 * dies is missed after 30 s.
 */
export function startReporting(options: {
  redis: Redis;
  app: ReportingApp;
  /** Those of its admin port. */
  checks: Readonly<Record<string, ReadinessCheck>>;
  /** What it says of itself beside its checks. */
  read?: () => Pick<ProcessReport, 'pause' | 'journal' | 'keys'>;
  everyMs?: number;
  logger: Pick<Logger, 'debug'>;
}): Reporting {
  const { redis, app, checks, read = () => ({}), everyMs = 5000, logger } = options;
  const id = `${app}-${randomBytes(6).toString('hex')}`;
  const origin = { id, app, host: hostname(), startedAt: new Date().toISOString() };
  let isClosed = false;
  let underWay: Promise<void> | undefined;

  const report = async () => {
    const found = await runReadinessChecks(checks);
    // Where commands wait for Redis to come back, a report would be old news by then.
    if (isClosed || redis.status !== 'ready') return;
    const now = Date.now();
    const stored: ProcessReport = {
      ...origin,
      seenAt: new Date(now).toISOString(),
      ...read(),
      checks: Object.fromEntries(
        Object.entries(found.checks).map(([name, outcome]) => [name, summariseCheck(outcome)]),
      ),
    };
    await redis
      .multi()
      .set(reportKey(id), JSON.stringify(stored), 'PX', reportTtlMs)
      .zadd(reportIndexKey, now, id)
      .zremrangebyscore(reportIndexKey, '-inf', now - indexMemoryMs)
      .pexpire(reportIndexKey, indexMemoryMs)
      .exec();
  };
  const tryToReport = () => {
    underWay ??= report()
      .catch((error: unknown) => {
        logger.debug({ error }, 'how this process is could not be told to Redis');
      })
      .finally(() => {
        underWay = undefined;
      });
  };
  redis.on('ready', tryToReport);
  const timer = setInterval(tryToReport, everyMs);
  timer.unref();
  tryToReport();

  const remove = async () => {
    await underWay;
    if (redis.status !== 'ready') return;
    await redis.multi().del(reportKey(id)).zrem(reportIndexKey, id).exec();
  };
  return {
    async close() {
      isClosed = true;
      redis.off('ready', tryToReport);
      clearInterval(timer);
      try {
        await withDeadline(remove(), { what: 'taking back', timeoutMs: removalTimeoutMs });
      } catch (error) {
        logger.debug({ error }, 'the report of this process stays until it expires');
      }
    },
  };
}
