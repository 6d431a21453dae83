import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Envelope } from './envelope.ts';
import { createGroupCommit, type StoreOutcome } from './group-commit.ts';
import { eventJobOptions, eventStreamLength } from './job-options.ts';
import { eventsQueueName, quarantineQueueName, queuePrefix } from './names.ts';
import type { QuarantinedDelivery } from './quarantined-delivery.ts';

/** How a job is added. */
interface AddHow {
  /** Not taken by a worker before; default 0. */
  delayMs?: number;
  /**
   * The same job may have been added before: then Redis is asked first, and takes up to twice the
   * time. Whoever may only add cannot do without: what BullMQ does about an id that is there reads
   * its job.
   */
  mayBeThere?: boolean;
}

/** The way onto the queues. Every delivery becomes a job of its own, with the delivery's id. */
export interface Intake {
  /** An id that is there already changes nothing. */
  addEvent(envelope: Envelope, how?: AddHow): Promise<StoreOutcome>;
  addQuarantined(
    delivery: QuarantinedDelivery,
    how?: Pick<AddHow, 'mayBeThere'>,
  ): Promise<StoreOutcome>;
  close(): Promise<void>;
}

/** Bounds one script-heavy pipeline, so that Redis answers others in between. */
const maxGroupSize = 500;

/**
 * Stores deliveries in Redis as groups. `stored` means that Redis answered, which with
 * `appendfsync always` is after the disk did. Never rejects; never takes longer than `timeoutMs`.
 */
export function createIntake(options: {
  /** A connection that fails fast; it stays the caller's to close. */
  connection: Redis;
  timeoutMs: number;
  /** Told of errors of the connection that belong to no add. */
  onError: (error: Error) => void;
}): Intake {
  const { connection, timeoutMs, onError } = options;
  const openQueue = (name: string) => {
    const queue = new Queue(name, {
      connection,
      prefix: queuePrefix,
      skipWaitingForReady: true,
      // The check asks Redis once, at the start; unanswered then, no add would ever work again.
      skipVersionCheck: true,
      streams: { events: { maxLen: eventStreamLength } },
    });
    queue.on('error', onError);
    return queue;
  };
  const events = openQueue(eventsQueueName);
  const quarantine = openQueue(quarantineQueueName);

  const eventCommit = createGroupCommit<{ envelope: Envelope; delayMs: number }>({
    timeoutMs,
    maxGroupSize,
    write: (entries) =>
      events.addBulk(
        entries.map(({ envelope, delayMs }) => ({
          name: envelope.type,
          data: envelope,
          opts: {
            ...eventJobOptions,
            jobId: envelope.deliveryId,
            // Taken next: whoever is to be forgotten waits for nobody's mail.
            ...(envelope.origin === 'erasure' ? { lifo: true } : {}),
            ...(delayMs > 0 ? { delay: delayMs } : {}),
          },
        })),
      ),
  });
  const quarantineCommit = createGroupCommit<QuarantinedDelivery>({
    timeoutMs,
    maxGroupSize,
    write: (deliveries) =>
      quarantine.addBulk(
        deliveries.map((delivery) => ({
          name: delivery.reason,
          data: delivery,
          opts: { jobId: delivery.deliveryId },
        })),
      ),
  });

  const addOnce = async (key: string, add: () => Promise<StoreOutcome>): Promise<StoreOutcome> => {
    try {
      if ((await connection.exists(key)) === 1) return { kind: 'stored' };
    } catch (cause) {
      return { kind: 'not_stored', cause };
    }
    return await add();
  };

  return {
    addEvent(envelope, { delayMs = 0, mayBeThere = false } = {}) {
      const add = () => eventCommit.add({ envelope, delayMs });
      return mayBeThere ? addOnce(events.toKey(envelope.deliveryId), add) : add();
    },
    addQuarantined(delivery, { mayBeThere = false } = {}) {
      const add = () => quarantineCommit.add(delivery);
      return mayBeThere ? addOnce(quarantine.toKey(delivery.deliveryId), add) : add();
    },
    async close() {
      await Promise.all([events.close(), quarantine.close()]);
    },
  };
}
