import { Ajv, type JSONSchemaType } from 'ajv';
import type { Redis } from 'ioredis';
import { retentionKeys } from './retention-keys.ts';
import type { RetentionPeriods } from './periods.ts';

/** What the last run did. Times are RFC 3339 in UTC. */
export interface RetentionReport {
  v: 1;
  startedAt: string;
  endedAt: string;
  /** End of the last run in which nothing failed; absent before the first. */
  completedAt?: string;
  /** The time that it worked, without its rests. */
  workedMs: number;
  /** Who ran it: `schedule`, or a person. */
  by: string;
  periods: RetentionPeriods;
  /** How many of each kind are gone by it. */
  removed: Record<string, number>;
  /** How many of each undecided kind expire soon. */
  expiring: Record<string, number>;
  /** What could not be done, by step, with a code. */
  failures: { step: string; code: string }[];
}

const text = { type: 'string', maxLength: 200 } as const;
const days = { type: 'integer' } as const;
const counts = {
  type: 'object',
  required: [],
  additionalProperties: { type: 'integer' },
} as const;

export const periodsSchema: JSONSchemaType<RetentionPeriods> = {
  type: 'object',
  required: ['orders', 'personal', 'deadLetters', 'quarantine', 'audit'],
  properties: { orders: days, personal: days, deadLetters: days, quarantine: days, audit: days },
};

const reportSchema: JSONSchemaType<RetentionReport> = {
  type: 'object',
  required: [
    'v',
    'startedAt',
    'endedAt',
    'workedMs',
    'by',
    'periods',
    'removed',
    'expiring',
    'failures',
  ],
  properties: {
    v: { type: 'integer', const: 1 },
    startedAt: text,
    endedAt: text,
    completedAt: { ...text, nullable: true },
    workedMs: { type: 'number' },
    by: text,
    periods: periodsSchema,
    removed: counts,
    expiring: counts,
    failures: {
      type: 'array',
      items: { type: 'object', required: ['step', 'code'], properties: { step: text, code: text } },
    },
  },
};

let judge: ((data: unknown) => data is RetentionReport) | undefined;

/** The report of the last run; `undefined` before the first, and of one that this version does not know. */
export async function readRetentionReport(
  redis: Pick<Redis, 'get'>,
): Promise<RetentionReport | undefined> {
  const stored = await redis.get(retentionKeys.report);
  judge ??= new Ajv().compile(reportSchema);
  try {
    const data: unknown = JSON.parse(stored ?? 'null');
    return judge(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
