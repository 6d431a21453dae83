import type { Redis } from 'ioredis';
import { createSweeps, type Keyring } from '@ticketpost/queue';
import { createRetention, readPeriods, type RetentionOutcome } from '@ticketpost/retention';
import type { Logger, Shutdown } from '@ticketpost/runtime';
import { beginSweeps } from '../begin-sweeps.ts';

/** How often it is looked whether a run is due, or one was broken off. */
const everyMs = 60 * 60_000;

/**
 * Takes part in ending what is past its period: once a day, at the start when that is overdue, and by one
 * worker at a time, whoever comes first.
 */
export function startRetention(options: {
  config: Parameters<typeof readPeriods>[0];
  redis: Redis;
  keyring: Keyring;
  countRemoved: (kind: string, count: number) => void;
  onQueueError: (error: Error) => void;
  logger: Logger;
  shutdown: Pick<Shutdown, 'onClose'>;
}): void {
  const { config, redis, keyring, countRemoved, onQueueError, logger, shutdown } = options;
  const retention = createRetention({
    redis,
    keyring,
    periods: readPeriods(config),
    onRemoved: countRemoved,
    onFailure: (step, error) => {
      logger.error({ step, error }, 'a step of retention failed: it is tried again in an hour');
    },
    onError: onQueueError,
  });
  shutdown.onClose('retention', () => retention.close());
  const sweeps = createSweeps({
    connection: redis,
    purpose: 'retention',
    everyMs,
    sweep: async (signal) => {
      const outcome = await retention.runWhenDue(signal);
      conclude(outcome, logger);
      return { kind: outcome.kind };
    },
    onError: onQueueError,
  });
  const warnOfFailure = (error: unknown) => {
    logger.warn({ error }, 'the schedule of retention could not be set');
  };
  beginSweeps({ sweeps, name: 'schedule of retention', warnOfFailure, shutdown });
}

function conclude(outcome: RetentionOutcome, logger: Logger): void {
  if (outcome.kind === 'busy' || outcome.kind === 'not_due') return;
  const { removed, expiring, workedMs, failures } = outcome.report;
  const line = { outcome: outcome.kind, removed, expiring, workedMs, failures };
  if (outcome.kind === 'done') logger.info(line, 'retention');
  else logger.error(line, 'retention');
}
