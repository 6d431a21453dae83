import { probeRedis, type Intake } from '@ticketpost/queue';
import {
  checkRedis,
  type connectRedis,
  type Logger,
  type ReadinessCheck,
  type Shutdown,
} from '@ticketpost/runtime';
import type { Registry } from 'prom-client';
import { startDrain } from './drain.ts';
import { createJournalMetrics } from './journal-metrics.ts';
import { openJournal, type Journal } from './journal/journal.ts';
import { checkRedisBesideJournal, judgeJournal } from './readiness.ts';
import { createRedisBreaker, type RedisBreaker } from './redis-breaker.ts';
import { storeInRedis } from './webhooks/store-delivery.ts';

/** What stands behind Redis: the journal, and how it is filled and drained. */
interface Backup {
  journal: Journal;
  breaker: RedisBreaker;
  onJournalled: () => void;
  checks: Readonly<Record<'redis' | 'journal', ReadinessCheck>>;
}

/** `EX_CONFIG` of sysexits(3): something was configured wrongly. */
const configurationExitCode = 78;

/**
 * Opens the journal and starts to drain it. A folder that only a person can put right goes to
 * standard error and ends the process with 78.
 */
export async function startBackup(options: {
  directory: string;
  redis: ReturnType<typeof connectRedis>;
  intake: Intake;
  registry: Registry;
  logger: Logger;
  shutdown: Shutdown;
}): Promise<Backup> {
  const { directory, redis, intake, registry, logger, shutdown } = options;
  const opening = await openJournal({ directory, logger });
  if (opening.kind === 'refused') {
    process.stderr.write(`ingest cannot start:\n  - ${opening.problem}\n`);
    process.exit(configurationExitCode);
  }
  const { journal } = opening;
  shutdown.onClose('journal', () => journal.close());

  const breaker = createRedisBreaker({
    isConnected: () => redis.status === 'ready',
    onChange(state) {
      if (state === 'opened') logger.warn('Redis takes no deliveries: they go to the journal');
      else logger.info('deliveries go to Redis again');
    },
  });
  const { countJournalled, countDrained } = createJournalMetrics({
    registry,
    readStatus: () => journal.status(),
    isBreakerOpen: () => breaker.isOpen(),
  });
  const drain = startDrain({
    journal,
    store: (delivery) => storeInRedis(intake, delivery, { mayBeThere: true }),
    probe: () => probeRedis(redis),
    breaker,
    onDrained(count) {
      countDrained(count);
      logger.info({ drained: count, left: journal.status().entries }, 'drained the journal');
    },
    logger,
  });
  // That the line is back says nothing about writing: a probe closes the breaker, not the line.
  const onLineLost = () => {
    breaker.open();
  };
  redis.on('close', onLineLost);
  redis.on('ready', () => {
    drain.retryNow();
  });
  shutdown.onClose('drain', () => {
    redis.off('close', onLineLost);
    return drain.stop();
  });

  return {
    journal,
    breaker,
    onJournalled() {
      countJournalled();
      drain.wake();
    },
    checks: {
      redis: () =>
        checkRedisBesideJournal({
          checkRedis: () => checkRedis(redis),
          isBreakerOpen: () => breaker.isOpen(),
          isJournalUsable: () => journal.status().isUsable,
        }),
      journal: () => Promise.resolve(judgeJournal(journal.status())),
    },
  };
}
