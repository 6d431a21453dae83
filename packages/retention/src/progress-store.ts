import { Ajv, type JSONSchemaType } from 'ajv';
import type { Redis } from 'ioredis';
import type { RetentionPeriods } from './report/periods.ts';
import { retentionKeys } from './report/retention-keys.ts';
import { periodsSchema, type RetentionReport } from './report/retention-report.ts';

/** How far a run is, so that the next process goes on where it was when its own died. */
export interface Progress extends Pick<
  RetentionReport,
  'removed' | 'expiring' | 'failures' | 'workedMs'
> {
  v: 1;
  /** In ms since the epoch. */
  startedMs: number;
  periods: RetentionPeriods;
  /** Steps that are over. */
  finished: string[];
  /** Where the walk over all orders is. */
  cursor: string;
}

const counts = {
  type: 'object',
  required: [],
  additionalProperties: { type: 'integer' },
} as const;

const schema: JSONSchemaType<Progress> = {
  type: 'object',
  required: [
    'v',
    'startedMs',
    'periods',
    'finished',
    'cursor',
    'removed',
    'expiring',
    'failures',
    'workedMs',
  ],
  properties: {
    v: { type: 'integer', const: 1 },
    startedMs: { type: 'number' },
    periods: periodsSchema,
    finished: { type: 'array', items: { type: 'string' } },
    cursor: { type: 'string', pattern: '^[0-9]+$' },
    removed: counts,
    expiring: counts,
    failures: {
      type: 'array',
      items: {
        type: 'object',
        required: ['step', 'code'],
        properties: { step: { type: 'string' }, code: { type: 'string' } },
      },
    },
    workedMs: { type: 'number' },
  },
};

/** A run that nobody took up for so long begins anew. */
const ttlMs = 24 * 60 * 60 * 1000;

/** What is written of a run that has not ended. */
export function createProgressStore({ redis }: { redis: Redis }) {
  const isProgress = new Ajv().compile(schema);
  return {
    /** `undefined` when no run was broken off, or by another version. */
    async read(): Promise<Progress | undefined> {
      const stored = await redis.get(retentionKeys.progress);
      try {
        const data: unknown = JSON.parse(stored ?? 'null');
        return isProgress(data) ? data : undefined;
      } catch {
        return undefined;
      }
    },
    async write(progress: Progress): Promise<void> {
      await redis.set(retentionKeys.progress, JSON.stringify(progress), 'PX', ttlMs);
    },
    /** Puts the report of the whole run in its place. */
    async end(report: RetentionReport): Promise<void> {
      await redis
        .multi()
        .set(retentionKeys.report, JSON.stringify(report))
        .del(retentionKeys.progress)
        .exec();
    },
  };
}
