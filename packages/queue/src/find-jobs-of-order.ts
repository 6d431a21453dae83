import { eventsQueueName, quarantineQueueName } from './names.ts';
import { openQueue, type QueueConnection } from './open-queue.ts';
import { restingPlaces, walkJobs, type JobPlace, type WalkedJob } from './walk-jobs.ts';

/** A job about one order. */
export interface JobOfOrder {
  /** The delivery's id. */
  id: string;
  place: JobPlace;
  /** Whatever stands in Redis; `parseEnvelope` judges it. */
  data: unknown;
}

/** A job of the quarantine; `data` as of `JobOfOrder`. */
export type KeptJob = Pick<JobOfOrder, 'id' | 'data'>;

/** Finds jobs by the order that they are about, and removes them. Everything rejects when Redis does. */
export interface JobsOfOrders {
  /** Those that a worker is at, or was when it died. */
  walkActive(orderNo: string): AsyncGenerator<JobOfOrder>;
  /** Those in all other places, in steps that are bounded by number and bytes. */
  walk(orderNo: string): AsyncGenerator<JobOfOrder>;
  /** All quarantined deliveries, in such steps: what they are about, their sealed bodies alone tell. */
  walkQuarantined(): AsyncGenerator<KeptJob>;
  /** With its log, wherever it stands; `false` when a worker is at it. */
  remove(id: string): Promise<boolean>;
  removeQuarantined(id: string): Promise<boolean>;
  /** What BullMQ keeps about a job beside its data; `undefined` when it is gone. */
  describe(id: string): Promise<JobFacts | undefined>;
  close(): Promise<void>;
}

/** Times are RFC 3339 in UTC. */
export interface JobFacts {
  name: string;
  queuedAt: string;
  endedAt?: string;
  attempts: number;
  failedReason?: string;
  result?: unknown;
  /** The stages that it went through. */
  log: string[];
}

/** All of it leaves Redis, and each body is several times its size until it is let go. */
const bodyBounds = { jobs: 500, bytes: 256 * 1024 };

/** Over a connection that stays the caller's to close. */
export function createJobsOfOrders(options: QueueConnection): JobsOfOrders {
  const { connection } = options;
  const events = openQueue(eventsQueueName, options);
  const quarantine = openQueue(quarantineQueueName, options);

  async function* walk(orderNo: string, places: readonly JobPlace[]): AsyncGenerator<JobOfOrder> {
    const text = `"orderNo":${JSON.stringify(orderNo)}`;
    for await (const job of walkJobs(connection, events, { places, text })) {
      const read = readJob(job);
      if (!isErasure(read.data)) yield read;
    }
  }

  return {
    walkActive: (orderNo) => walk(orderNo, ['active']),
    walk: (orderNo) => walk(orderNo, restingPlaces),
    async *walkQuarantined() {
      const about = { places: restingPlaces, bounds: bodyBounds };
      for await (const job of walkJobs(connection, quarantine, about)) yield readJob(job);
    },
    remove: async (id) => (await events.remove(id)) === 1,
    removeQuarantined: async (id) => (await quarantine.remove(id)) === 1,
    async describe(id) {
      const job = await events.getJob(id);
      if (job === undefined) return undefined;
      const { logs } = await events.getJobLogs(id);
      const { finishedOn } = job;
      // BullMQ's types promise them always.
      const failedReason = job.failedReason as string | null | undefined;
      const result: unknown = job.returnvalue;
      return {
        name: job.name,
        queuedAt: new Date(job.timestamp).toISOString(),
        ...(finishedOn == null ? {} : { endedAt: new Date(finishedOn).toISOString() }),
        attempts: job.attemptsMade,
        ...(failedReason == null ? {} : { failedReason }),
        ...(result == null ? {} : { result }),
        log: logs,
      };
    },
    async close() {
      await Promise.all([events.close(), quarantine.close()]);
    },
  };
}

/** The work of an erasure itself: only we give a job this origin. */
function isErasure(data: unknown): boolean {
  return ((data ?? {}) as { origin?: unknown }).origin === 'erasure';
}

function readJob({ id, place, text }: WalkedJob): JobOfOrder {
  try {
    return { id, place, data: JSON.parse(text) as unknown };
  } catch {
    return { id, place, data: text };
  }
}
