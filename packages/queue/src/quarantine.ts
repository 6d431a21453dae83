import { Ajv, type JSONSchemaType } from 'ajv';
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { createKeptJobs } from './kept-jobs.ts';
import { takeLock } from './lock.ts';
import { quarantineQueueName } from './names.ts';
import { takePage, type Page, type PageRequest } from './page.ts';
import type { QuarantinedDelivery } from './quarantined-delivery.ts';

/** A job of the quarantine: a delivery, or something that this version cannot read. */
export type QuarantineItem<Delivery = QuarantinedDelivery> =
  | { kind: 'delivery'; deliveryId: string; delivery: Delivery }
  | { kind: 'unreadable'; deliveryId: string; keptAt?: string };

/** A line of a list: what there is to know without its body. */
export type QuarantineLine = QuarantineItem<
  Pick<QuarantinedDelivery, 'deliveryId' | 'receivedAt' | 'reason' | 'problems'>
>;

/** The quarantine: authentic deliveries that could not be read, kept for people. */
export interface Quarantine {
  /** Oldest first; of one reason only, if asked, and then nothing unreadable. */
  list(options: PageRequest & { reason?: string | undefined }): Promise<Page<QuarantineLine>>;
  /** The ids alone, as `list` would give them. */
  ids(options: { reason?: string | undefined }): Promise<string[]>;
  get(deliveryId: string): Promise<QuarantineItem | undefined>;
  /** Takes it out for good; `false` when it was not there. */
  remove(deliveryId: string): Promise<boolean>;
  /** Does `work` on a delivery while nobody else decides on it; `busy` when somebody does. */
  decide<Result>(
    deliveryId: string,
    work: () => Promise<Result>,
  ): Promise<Result | { kind: 'busy' }>;
  close(): Promise<void>;
}

const deliverySchema: JSONSchemaType<QuarantinedDelivery> = {
  type: 'object',
  required: ['v', 'deliveryId', 'receivedAt', 'reason', 'problems', 'payload'],
  properties: {
    v: { type: 'integer', const: 1 },
    deliveryId: { type: 'string', minLength: 1, maxLength: 64 },
    receivedAt: { type: 'string', minLength: 20, maxLength: 40 },
    reason: { type: 'string', enum: ['malformed_json', 'invalid_event'] },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
      },
    },
    receipt: { type: 'string', nullable: true },
    // Not by its length: counting the characters of a body takes longer than all else.
    payload: { type: 'string', pattern: '.' },
  },
};

let judge: ((data: unknown) => data is QuarantinedDelivery) | undefined;

/** A job's data as a quarantined delivery, or `undefined` when it is none that this version knows. */
export function parseQuarantinedDelivery(data: unknown): QuarantinedDelivery | undefined {
  judge ??= new Ajv().compile(deliverySchema);
  return judge(data) ? data : undefined;
}

/** Bodies are large: so many are in memory for whoever reads lists. */
const jobsAtATime = 8;

/** The quarantine over a connection that stays the caller's to close. */
export function createQuarantine(options: {
  connection: Redis;
  onError: (error: Error) => void;
}): Quarantine {
  const { connection } = options;
  const jobs = createKeptJobs({
    ...options,
    queueName: quarantineQueueName,
    state: 'waiting',
    jobsAtATime,
  });

  const toItem = (deliveryId: string, job: Job | 'broken'): QuarantineItem => {
    if (job === 'broken') return { kind: 'unreadable', deliveryId };
    const delivery = parseQuarantinedDelivery(job.data);
    return delivery !== undefined
      ? { kind: 'delivery', deliveryId, delivery }
      : { kind: 'unreadable', deliveryId, keptAt: new Date(job.timestamp).toISOString() };
  };
  /** A job is named by its reason. */
  const idsOf = (reason: string | undefined) =>
    reason === undefined ? jobs.ids() : jobs.idsNamed(reason);
  async function* walk(ids: readonly string[], reason?: string): AsyncGenerator<QuarantineLine> {
    for await (const { id, job } of jobs.walk(ids)) {
      const item = toItem(id, job);
      if (item.kind === 'unreadable') {
        if (reason === undefined) yield item;
        continue;
      }
      const { deliveryId, receivedAt, reason: ownReason, problems } = item.delivery;
      yield { ...item, delivery: { deliveryId, receivedAt, reason: ownReason, problems } };
    }
  }

  return {
    list: async ({ reason, skip = 0, ...page }) =>
      await takePage(walk((await idsOf(reason)).slice(skip), reason), page),
    ids: ({ reason }) => idsOf(reason),
    async get(deliveryId) {
      const job = await jobs.find(deliveryId);
      return job === undefined || !(await jobs.has(deliveryId))
        ? undefined
        : toItem(deliveryId, job);
    },
    remove: (deliveryId) => jobs.takeOut(deliveryId),
    async decide(deliveryId, work) {
      const lock = await takeLock(connection, `${jobs.queue.toKey(deliveryId)}:lock`);
      if (lock === undefined) return { kind: 'busy' };
      try {
        return await work();
      } finally {
        await lock.release();
      }
    },
    close: () => jobs.close(),
  };
}
