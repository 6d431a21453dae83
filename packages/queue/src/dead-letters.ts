import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { parseEnvelope } from './envelope.ts';
import { createKeptJobs } from './kept-jobs.ts';
import { eventsQueueName } from './names.ts';
import { takePage, type Page, type PageRequest } from './page.ts';
import { markPutBack } from './put-back-mark.ts';

/** A job that will not be tried again, kept with its reason. */
export interface DeadLetter {
  deliveryId: string;
  /** The event's type, as the job is named. */
  type: string;
  orderNo?: string;
  /** RFC 3339 in UTC, as is `failedAt`. */
  receivedAt?: string;
  failedAt?: string;
  /** Attempts that were used up. */
  attempts: number;
  /** Stable: what `reason` begins with. */
  reasonCode: string;
  reason: string;
  /** Whatever stands in Redis; `parseEnvelope` judges it. */
  data: unknown;
}

/** `not_a_dead_letter`: its job waits, runs or has ended well. */
export type DeadLetterMove = 'done' | 'not_found' | 'not_a_dead_letter';

/** The dead letters: BullMQ's failed set of the `events` queue. */
export interface DeadLetters {
  /** Oldest first; of one reason only, if asked. */
  list(options: PageRequest & { reasonCode?: string | undefined }): Promise<Page<DeadLetter>>;
  /** The ids alone, oldest first: all of them, or those of one reason. */
  ids(options: { reasonCode?: string | undefined }): Promise<string[]>;
  countByReason(): Promise<Record<string, number>>;
  get(deliveryId: string): Promise<DeadLetter | Exclude<DeadLetterMove, 'done'>>;
  /** Puts it back on the queue, with all attempts of the schedule before it again. */
  redrive(deliveryId: string): Promise<DeadLetterMove>;
  /** Removes it for good. */
  discard(deliveryId: string): Promise<DeadLetterMove>;
  close(): Promise<void>;
}

/** What BullMQ writes on a job by itself, when too many workers died over it. */
const stalledReason = 'job stalled more than allowable limit';

/** The dead letters over a connection that stays the caller's to close. */
export function createDeadLetters(options: {
  connection: Redis;
  onError: (error: Error) => void;
}): DeadLetters {
  const { connection } = options;
  const jobs = createKeptJobs({ ...options, queueName: eventsQueueName, state: 'failed' });

  async function* walk(reasonCode?: string): AsyncGenerator<DeadLetter> {
    for await (const { id, job } of jobs.walk()) {
      const deadLetter = toDeadLetter(id, job);
      if (reasonCode === undefined || deadLetter.reasonCode === reasonCode) yield deadLetter;
    }
  }
  const whereElse = async (deliveryId: string) =>
    (await jobs.find(deliveryId)) === undefined ? 'not_found' : 'not_a_dead_letter';

  return {
    list: ({ reasonCode, ...page }) => takePage(walk(reasonCode), page),
    async ids({ reasonCode }) {
      if (reasonCode === undefined) return await jobs.ids();
      const ids: string[] = [];
      for await (const { deliveryId } of walk(reasonCode)) ids.push(deliveryId);
      return ids;
    },
    async countByReason() {
      const counts = new Map<string, number>();
      for await (const { reasonCode } of walk()) {
        counts.set(reasonCode, (counts.get(reasonCode) ?? 0) + 1);
      }
      return Object.fromEntries([...counts].sort());
    },
    async get(deliveryId) {
      // Asked first: a job that dies in between is read with its reason.
      const isDead = await jobs.has(deliveryId);
      const job = await jobs.find(deliveryId);
      if (job === undefined) return 'not_found';
      const wasPutBack = async () => !hasReason(job) && !(await jobs.has(deliveryId));
      if (!isDead || (await wasPutBack())) return 'not_a_dead_letter';
      return toDeadLetter(deliveryId, job);
    },
    async redrive(deliveryId) {
      const job = await jobs.find(deliveryId);
      if (job === undefined) return 'not_found';
      if (job === 'broken' || !(await jobs.has(deliveryId))) return 'not_a_dead_letter';
      await markPutBack(connection, jobs.queue.toKey(deliveryId));
      try {
        await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
        return 'done';
      } catch (error) {
        if (!isGoneOrMoved(error)) throw error;
        return await whereElse(deliveryId);
      }
    },
    async discard(deliveryId) {
      return (await jobs.takeOut(deliveryId)) ? 'done' : await whereElse(deliveryId);
    },
    close: () => jobs.close(),
  };
}

/** A dead letter as its job tells it. */
export function toDeadLetter(deliveryId: string, job: Job | 'broken'): DeadLetter {
  if (job === 'broken') {
    const reasonCode = 'broken_job';
    const reason = `${reasonCode}: what stands in Redis is no job`;
    return { deliveryId, type: '', attempts: 0, reasonCode, reason, data: undefined };
  }
  const data: unknown = job.data;
  // Read from the job, not from the envelope, which may be one that this version cannot read.
  const { orderNo } = (data ?? {}) as { orderNo?: unknown };
  const receivedAt = parseEnvelope(data)?.receivedAt;
  const reason = hasReason(job) ? job.failedReason : 'unknown: no reason was written';
  return {
    deliveryId,
    type: job.name,
    ...(typeof orderNo === 'string' ? { orderNo } : {}),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    failedAt: new Date(job.finishedOn ?? job.timestamp).toISOString(),
    attempts: job.attemptsMade,
    reasonCode: reasonCodeOf(reason),
    reason,
    data,
  };
}

/** BullMQ's types promise a reason always; a job that was put back meanwhile, or died of nothing, has none. */
function hasReason(job: Job | 'broken'): boolean {
  return job === 'broken' || (job.failedReason as string | null | undefined) != null;
}

/** The stable code that a job's `failedReason` begins with. */
export function reasonCodeOf(reason: string): string {
  if (reason === stalledReason) return 'stalled';
  return /^[a-z0-9_]+(?=:)/.exec(reason)?.[0] ?? 'unknown';
}

/** BullMQ: -1 there is no such job, -3 it is not in the state that it was to be in. */
function isGoneOrMoved(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === -1 || code === -3;
}
