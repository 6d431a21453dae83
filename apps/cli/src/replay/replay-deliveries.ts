import { setTimeout as wait } from 'node:timers/promises';
import type { FileDelivery, FileEntry } from './delivery-file.ts';
import type { PostOutcome } from './post-delivery.ts';

/** What a replay came to. Places in the file count from 1. */
export interface ReplayReport {
  /** Passed over at the beginning. */
  skipped: number;
  posted: number;
  /** How many were answered with each status; `unreadable` were not posted, `no_answer` got none. */
  answers: Record<string, number>;
  /** The first of those that were not taken. */
  notTaken: { place: number; answer: string; code?: string }[];
  /** Where it ended before the end of the file; that one and all behind it are still to be posted. */
  stoppedAt?: { place: number; because: 'error' | 'not_found' | 'no_answer' };
}

const mostNamed = 50;

/**
 * Posts deliveries one after the other, `perSecond` at most. Ends at the first that is not taken when
 * told so, and in any case when nobody answers or nobody knows the address, since each further one
 * would meet the same.
 */
export async function replayDeliveries(options: {
  entries: AsyncIterable<FileEntry>;
  post: (delivery: FileDelivery) => Promise<PostOutcome>;
  skip: number;
  perSecond: number;
  stopsOnError: boolean;
  onAnswer?: (place: number, answer: string) => void;
  now?: () => number;
  pause?: (ms: number) => Promise<unknown>;
}): Promise<ReplayReport> {
  const { entries, post, skip, perSecond, stopsOnError, onAnswer = () => undefined } = options;
  const { now = Date.now, pause = wait } = options;
  const report: ReplayReport = { skipped: 0, posted: 0, answers: {}, notTaken: [] };
  const intervalMs = 1000 / perSecond;
  let place = 0;
  let nextAt = now();

  for await (const entry of entries) {
    place += 1;
    if (place <= skip) {
      report.skipped += 1;
      continue;
    }
    let outcome: PostOutcome | undefined;
    if (entry.kind === 'delivery') {
      const early = nextAt - now();
      if (early > 0) await pause(early);
      nextAt = Math.max(nextAt, now()) + intervalMs;
      outcome = await post(entry.delivery);
      if (outcome.kind === 'answered') report.posted += 1;
    }
    const answer = nameOf(outcome);
    report.answers[answer] = (report.answers[answer] ?? 0) + 1;
    onAnswer(place, answer);
    if (outcome?.kind === 'answered' && outcome.status >= 200 && outcome.status < 300) continue;
    if (report.notTaken.length < mostNamed) {
      const code = outcome?.code;
      report.notTaken.push({ place, answer, ...(code === undefined ? {} : { code }) });
    }
    const because = findEnd(outcome, stopsOnError);
    if (because !== undefined) return { ...report, stoppedAt: { place, because } };
  }
  return report;
}

function nameOf(outcome: PostOutcome | undefined): string {
  if (outcome === undefined) return 'unreadable';
  return outcome.kind === 'answered' ? String(outcome.status) : 'no_answer';
}

function findEnd(outcome: PostOutcome | undefined, stopsOnError: boolean) {
  if (outcome?.kind === 'no_answer') return 'no_answer';
  if (outcome?.kind === 'answered' && outcome.status === 404) return 'not_found';
  return stopsOnError ? 'error' : undefined;
}
