import { randomUUID } from 'node:crypto';
import { beginHeartbeat } from './begin-heartbeat.ts';
import { BulkError } from './bulk-error.ts';
import type { BulkKind, BulkState } from './bulk-state.ts';
import type { BulkEnding, BulkProgress, BulkStore, Heartbeat } from './bulk-store.ts';
import { runBulk } from './run-bulk.ts';
import { withPatience } from './with-patience.ts';

/** What somebody wants done with all deliveries of one reason. */
export interface BulkOrder {
  kind: BulkKind;
  /** The reason code. */
  reason: string;
  by: string;
  role?: string | undefined;
  /** In the person's own words. */
  why: string;
  via: 'dashboard' | 'cli';
  /** Of a redrive: send again also where a copy may be out. */
  evenIfUncertain?: boolean | undefined;
}

export interface BulkPreview {
  /** How many deliveries have this reason now. */
  count: number;
  /** What would come of the first few of them, the oldest. */
  sample: { size: number; outcomes: Readonly<Record<string, number>> };
}

export type BulkBeginning =
  | {
      kind: 'begun';
      id: string;
      /** How it ended; it never rejects. */
      ended: Promise<BulkState | undefined>;
    }
  /** Another one of its kind is under way. */
  | { kind: 'occupied'; id: string; by?: string };

/**
 * Bulk decisions: one thing done to all deliveries of one reason, one bulk of a kind at a time
 * wherever it runs. Which deliveries they are is settled when it begins, so that one which fails
 * again at once is not taken twice. Each step is safe to repeat, and so is a bulk.
 */
export interface Bulks {
  preview(order: BulkOrder): Promise<BulkPreview>;
  /** Rejects when it cannot be written to the audit log, and then nothing is done. */
  begin(order: BulkOrder): Promise<BulkBeginning>;
  read(id: string): Promise<BulkState | undefined>;
  /** The bulk of a kind that is under way, wherever it runs. */
  current(kind: BulkKind): Promise<BulkState | undefined>;
  /** It is seen within a second, wherever the bulk runs. */
  stop(id: string, by: string): Promise<{ kind: 'stopping' | 'not_running' | 'not_found' }>;
  /** Breaks off what runs in this process. */
  close(): Promise<void>;
}

/** What a bulk does to each delivery, and where it finds them. */
export interface BulkWork {
  /** The ids, oldest first, some at a time. */
  find(reason: string): AsyncIterable<readonly string[]>;
  step(
    delivery: { deliveryId: string; isDryRun: boolean },
    order: BulkOrder,
  ): Promise<{ kind: string }>;
}

export interface BulksOptions {
  store: BulkStore;
  works: Readonly<Record<BulkKind, BulkWork>>;
  audit: {
    around<Result extends { kind: string }>(
      action: {
        action: 'bulk_redrive' | 'bulk_release';
        by: string;
        role?: string;
        why: string;
        via: 'dashboard' | 'cli';
        detail: string;
      },
      work: () => Promise<Result>,
    ): Promise<Result>;
  };
  /** Told why a bulk was broken off, and of progress that could not be written. */
  onError: (error: Error) => void;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

const concurrency = 8;
const sampleSize = 20;
/** A stop is seen, and progress written, this often. */
const beatMs = 500;
/** A step is done again this often, a second apart, while Redis does not answer. */
const attempts = 5;
const pauseMs = 1000;

export function createBulks(options: BulksOptions): Bulks {
  const { store, works, audit, onError, now = Date.now } = options;
  const timestamp = () => new Date(now()).toISOString();
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();

  const patiently = <Result>(work: () => Promise<Result>) =>
    withPatience(work, { attempts, pauseMs, signal: closing.signal });

  const run = async (id: string, order: BulkOrder): Promise<{ kind: 'done' | 'stopped' }> => {
    const { kind, reason } = order;
    const state: { progress: BulkProgress; heard: Heartbeat } = {
      progress: { outcomes: {} },
      heard: 'going_on',
    };
    const isStopWanted = () => state.heard !== 'going_on' || closing.signal.aborted;
    const heartbeat = beginHeartbeat(
      async () => {
        state.heard = await store.beat(kind, id);
        await store.write(id, state.progress);
      },
      { everyMs: beatMs, onError },
    );
    const work = async () => {
      const deliveryIds: string[] = [];
      for await (const chunk of works[kind].find(reason)) {
        if (isStopWanted()) return { kind: 'stopped' } as const;
        for (const deliveryId of chunk) deliveryIds.push(deliveryId);
      }
      state.progress = { total: deliveryIds.length, outcomes: {} };
      return await runBulk({
        deliveryIds,
        step: (deliveryId) =>
          patiently(() => works[kind].step({ deliveryId, isDryRun: false }, order)),
        concurrency,
        isStopWanted,
        onProgress: (outcomes) => {
          state.progress = { ...state.progress, outcomes };
        },
      });
    };
    const writeEnd = (ending: Pick<BulkEnding, 'status' | 'because'>) =>
      patiently(() => store.end(kind, id, { ...state.progress, ...ending, endedAt: timestamp() }));
    try {
      const end = await work();
      await heartbeat.end();
      if (state.heard === 'lost') throw new BulkError('replaced');
      if (end.kind === 'stopped' && closing.signal.aborted) throw new BulkError('shutdown');
      await writeEnd({ status: end.kind });
      return end;
    } catch (error) {
      await heartbeat.end();
      // When Redis stays away, the place runs out and the bulk counts as abandoned.
      await writeEnd({ status: 'broken_off', because: codeOf(error) }).catch(onError);
      throw error;
    }
  };

  return {
    async preview(order) {
      const work = works[order.kind];
      const first: string[] = [];
      let count = 0;
      for await (const chunk of work.find(order.reason)) {
        count += chunk.length;
        first.push(...chunk.slice(0, sampleSize - first.length));
      }
      const outcomes: Record<string, number> = {};
      for (const deliveryId of first) {
        const { kind } = await work.step({ deliveryId, isDryRun: true }, order);
        outcomes[kind] = (outcomes[kind] ?? 0) + 1;
      }
      return { count, sample: { size: first.length, outcomes } };
    },
    async begin(order) {
      const { kind, reason, by, role, why, via } = order;
      const id = randomUUID();
      const place = await store.take(kind, id);
      if (place.kind === 'occupied') {
        const other = await store.read(place.id);
        return { ...place, ...(other === undefined ? {} : { by: other.by }) };
      }
      const action = `bulk_${kind}` as const;
      const person = { by, why, via, ...(role === undefined ? {} : { role }) };
      let tellBegun: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => {
        tellBegun = resolve;
      });
      const audited = audit.around({ action, ...person, detail: `${reason}, ${id}` }, async () => {
        await store.begin({ id, kind, reason, by, beganAt: timestamp() });
        tellBegun();
        return await run(id, order);
      });
      try {
        await Promise.race([begun, audited]);
      } catch (error) {
        await store.leave(kind, id).catch(onError);
        throw error;
      }
      const ended = audited.catch(onError).then(() => store.read(id).catch(() => undefined));
      running.add(ended);
      void ended.then(() => running.delete(ended));
      return { kind: 'begun', id, ended };
    },
    read: (id) => store.read(id),
    async current(kind) {
      const id = await store.current(kind);
      return id === undefined ? undefined : await store.read(id);
    },
    async stop(id, by) {
      if (await store.wantStop(id, by)) return { kind: 'stopping' };
      return { kind: (await store.read(id)) === undefined ? 'not_found' : 'not_running' };
    },
    async close() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'unexpected';
}
