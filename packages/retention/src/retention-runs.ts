import type { Redis } from 'ioredis';
import type { createProgressStore, Progress } from './progress-store.ts';
import type { RetentionKind } from './report/kinds.ts';
import { dayMs, isSamePeriods, type RetentionPeriods } from './report/periods.ts';
import type { RetentionReport } from './report/retention-report.ts';
import { underRunLock } from './run-lock.ts';
import type { RetentionStep, StepContext } from './steps/retention-step.ts';

export type RetentionOutcome =
  | { kind: 'done'; report: RetentionReport }
  /** Some steps failed, and the others were done. */
  | { kind: 'incomplete'; report: RetentionReport }
  /** Another process is at it. */
  | { kind: 'busy' }
  /** The last run was less than a day ago, with the same periods. */
  | { kind: 'not_due' };

/** What would go, by kind. */
export type RetentionPreview = Pick<RetentionReport, 'removed' | 'expiring' | 'failures'>;

export interface RetentionRuns {
  /** Runs when it is due, or was broken off. Rejects when Redis does, or when `signal` aborts. */
  runWhenDue(signal: AbortSignal): Promise<RetentionOutcome>;
  /** Runs now, for a person. */
  run(options: { by: string; signal: AbortSignal }): Promise<RetentionOutcome>;
  /** Looks what would go, and changes nothing. */
  preview(signal: AbortSignal): Promise<RetentionPreview>;
}

export interface RetentionRunsOptions {
  redis: Redis;
  periods: RetentionPeriods;
  listSteps: (count: StepContext['count']) => readonly RetentionStep[];
  progressStore: ReturnType<typeof createProgressStore>;
  readReport: () => Promise<RetentionReport | undefined>;
  onRemoved?: ((kind: RetentionKind, count: number) => void) | undefined;
  onFailure?: ((step: string, error: unknown) => void) | undefined;
  rest: (workedMs: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
  /** Milliseconds of a clock that never goes back. */
  measure: () => number;
}

/** A run that was broken off is taken up for so long; then one begins anew. */
const longestRunMs = dayMs;

/**
 * Makes the runs: one process at a time, step by step, each part bounded and with a rest after it. How far
 * one is stands in Redis, so that whoever comes next goes on there.
 */
export function createRetentionRuns(options: RetentionRunsOptions): RetentionRuns {
  const { redis, periods, listSteps, progressStore, readReport, rest, now, measure } = options;
  const { onRemoved = () => undefined, onFailure = () => undefined } = options;

  const isDue = async (): Promise<boolean> => {
    const report = await readReport();
    const { completedAt } = report ?? {};
    if (report === undefined || completedAt === undefined) return true;
    return !isSamePeriods(report.periods, periods) || now() - Date.parse(completedAt) >= dayMs;
  };

  const takeUp = async (nowMs: number): Promise<Progress> => {
    const broken = await progressStore.read();
    const isStillGood =
      broken !== undefined &&
      isSamePeriods(broken.periods, periods) &&
      nowMs - broken.startedMs < longestRunMs;
    return isStillGood ? broken : beginProgress(nowMs, periods);
  };

  const work = async (
    progress: Progress,
    { isDryRun, signal }: { isDryRun: boolean; signal: AbortSignal },
  ): Promise<void> => {
    const former = await readReport();
    let since = measure();
    const note = async () => {
      const workedMs = measure() - since;
      progress.workedMs += workedMs;
      if (!isDryRun) await progressStore.write(progress);
      return workedMs;
    };
    const count: StepContext['count'] = (kind, number) => {
      if (number === 0) return;
      add(progress.removed, kind, number);
      if (!isDryRun) onRemoved(kind, number);
    };
    const steps = listSteps(count);
    for (const { name, run } of steps) {
      if (progress.finished.includes(name)) continue;
      const context: StepContext = {
        periods,
        formerPeriods: former?.periods,
        nowMs: now(),
        isDryRun,
        count,
        countExpiring: (kind, number) => {
          add(progress.expiring, kind, number);
        },
        cursor: {
          read: () => progress.cursor,
          write: (cursor) => {
            progress.cursor = cursor;
          },
        },
        async pause() {
          const workedMs = await note();
          await rest(workedMs, signal);
          signal.throwIfAborted();
          since = measure();
        },
      };
      signal.throwIfAborted();
      const expiringBefore = { ...progress.expiring };
      try {
        await run(context);
      } catch (error) {
        progress.expiring = expiringBefore;
        if (signal.aborted || isAway(redis)) throw error;
        onFailure(name, error);
        progress.failures.push({ step: name, code: codeOf(error) });
      }
      progress.finished.push(name);
      await note();
      since = measure();
    }
  };

  const runAs = (by: string, signal: AbortSignal): Promise<RetentionOutcome> =>
    underRunLock({ redis, signal }, async (held): Promise<RetentionOutcome> => {
      const progress = await takeUp(now());
      await work(progress, { isDryRun: false, signal: held });
      const endedAt = new Date(now()).toISOString();
      const before = await readReport();
      const completedAt = progress.failures.length === 0 ? endedAt : before?.completedAt;
      const { removed, expiring, failures, workedMs } = progress;
      const report: RetentionReport = {
        v: 1,
        startedAt: new Date(progress.startedMs).toISOString(),
        endedAt,
        ...(completedAt === undefined ? {} : { completedAt }),
        workedMs: Math.round(workedMs),
        by,
        periods,
        removed,
        expiring,
        failures,
      };
      await progressStore.end(report);
      return { kind: failures.length === 0 ? 'done' : 'incomplete', report };
    });

  return {
    async runWhenDue(signal) {
      return (await isDue()) ? await runAs('schedule', signal) : { kind: 'not_due' };
    },
    run: ({ by, signal }) => runAs(by, signal),
    async preview(signal) {
      const progress = beginProgress(now(), periods);
      await work(progress, { isDryRun: true, signal });
      const { removed, expiring, failures } = progress;
      return { removed, expiring, failures };
    },
  };
}

function beginProgress(startedMs: number, periods: RetentionPeriods): Progress {
  return {
    v: 1,
    startedMs,
    periods,
    finished: [],
    cursor: '0',
    removed: {},
    expiring: {},
    failures: [],
    workedMs: 0,
  };
}

function add(counts: Record<string, number>, kind: string, number: number): void {
  counts[kind] = (counts[kind] ?? 0) + number;
}

/** Then nothing else can be done either, and the run is taken up later. */
function isAway({ status }: Redis): boolean {
  return status !== 'ready';
}

/** The first word of what Redis refuses with, or the code of an error; nothing that holds data. */
function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code.slice(0, 60);
  return /^[A-Z]{3,20}(?= )/.exec(typeof message === 'string' ? message : '')?.[0] ?? 'unexpected';
}
