import type { StoreOutcome } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';
import { createBackoff } from './backoff.ts';
import type { Journal } from './journal/journal.ts';
import type { WaitingEntry } from './journal/segment.ts';
import type { RedisBreaker } from './redis-breaker.ts';
import type { SealedDelivery } from './webhooks/sealed-delivery.ts';
import { createSleep } from './sleep.ts';

/** Moves journalled deliveries to the queues in the background. */
export interface Drain {
  /** Something may have come: looks at once, unless it is waiting for Redis. */
  wake: () => void;
  /** Redis may be back: looks at once, though not again and again. */
  retryNow: () => void;
  /** Resolves when the batch under way is concluded. */
  stop: () => Promise<void>;
}

export interface DrainOptions {
  journal: Pick<Journal, 'readOldest' | 'remove'>;
  /** Must settle in bounded time. */
  store: (delivery: SealedDelivery) => Promise<StoreOutcome>;
  /** Rejects while Redis would not store anything; must settle in bounded time. */
  probe: () => Promise<unknown>;
  breaker: RedisBreaker;
  onDrained: (count: number) => void;
  logger: Logger;
}

const maxBatchSize = 500;
const maxBatchBytes = 4 * 1024 * 1024;
/** A look that nobody asked for, such as after the journal's folder healed. */
const idleMs = 5000;
const minRetryIntervalMs = 1000;

/**
 * Begins at once: oldest first, the same delivery ids, an entry taken out only when it is stored. An
 * entry that alone is not stored by a Redis that stores a probe is passed over, and tried again
 * when all others are done. It also closes the breaker, with a probe that no caller waits for.
 */
export function startDrain(options: DrainOptions): Drain {
  const { journal, store, probe, breaker, onDrained, logger } = options;
  const backoff = createBackoff({ firstMs: 100, longestMs: 5000 });
  const passedOver = new Set<string>();
  const reported = new Set<string>();
  let batchSize = maxBatchSize;
  let isStopping = false;
  const sleep = createSleep<'idle' | 'failed'>();

  const isRedisWell = () =>
    probe().then(
      () => true,
      () => false,
    );

  const passOver = ({ key, delivery }: WaitingEntry, outcome: StoreOutcome | undefined) => {
    passedOver.add(key);
    if (reported.has(key)) return;
    reported.add(key);
    const error = outcome?.kind === 'not_stored' ? outcome.cause : undefined;
    const { deliveryId } = delivery.delivery;
    logger.error({ deliveryId, error }, 'Redis refuses one entry of the journal; it stays there');
  };

  const takeStep = async (): Promise<'go on' | 'idle' | 'failed'> => {
    if (breaker.isOpen()) {
      if (!(await isRedisWell())) return 'failed';
      breaker.close();
    }
    const entries = await journal.readOldest({
      maxEntries: batchSize,
      maxBytes: maxBatchBytes,
      isSkipped: (key) => passedOver.has(key),
    });
    if (entries.length === 0) {
      if (passedOver.size === 0) return 'idle';
      passedOver.clear();
      return 'failed';
    }
    const outcomes = await Promise.all(entries.map(({ delivery }) => store(delivery)));
    const stored = entries.filter((_entry, index) => outcomes[index]?.kind === 'stored');
    if (stored.length > 0) {
      await journal.remove(stored);
      onDrained(stored.length);
      backoff.reset();
    }
    if (stored.length === entries.length) {
      batchSize = Math.min(maxBatchSize, batchSize * 2);
      return 'go on';
    }
    if (!(await isRedisWell())) {
      breaker.open();
      return 'failed';
    }
    // Too many at once for a slow Redis, or one among them that it does not take.
    const [only] = entries;
    if (only !== undefined && entries.length === 1) passOver(only, outcomes[0]);
    batchSize = Math.max(1, Math.floor(entries.length / 2));
    return 'go on';
  };

  const run = async () => {
    while (!isStopping) {
      let step: Awaited<ReturnType<typeof takeStep>> = 'failed';
      try {
        step = await takeStep();
      } catch (error) {
        logger.error({ error }, 'draining the journal failed');
      }
      if (step !== 'go on') await sleep.wait(step, step === 'idle' ? idleMs : backoff.next());
    }
  };
  const running = run();

  let retriedAt = Number.NEGATIVE_INFINITY;
  return {
    wake() {
      sleep.end('idle');
    },
    retryNow() {
      // A read-only Redis is connected to anew each time it refuses something.
      if (performance.now() - retriedAt < minRetryIntervalMs) return;
      retriedAt = performance.now();
      sleep.end('idle');
      sleep.end('failed');
    },
    async stop() {
      isStopping = true;
      sleep.end('idle');
      sleep.end('failed');
      await running;
    },
  };
}
