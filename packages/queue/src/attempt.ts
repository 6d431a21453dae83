/** One try of a job. */
export interface Attempt {
  /** The delivery's id. */
  jobId: string;
  /** The event's type in its canonical spelling. */
  name: string;
  /** Whatever stands in Redis; `parseEnvelope` judges it. */
  data: unknown;
  /** From 1; a job taken up again from a dead worker keeps the number. */
  attempt: number;
  /** No other attempt follows when this one fails. */
  isLast: boolean;
  /** Writes a stage on the job's log and progress. Never rejects, and is not waited for. */
  report: (stage: string) => void;
}

/** How an attempt ended. Whatever is thrown instead counts as `retry`. */
export type AttemptResult =
  /** The job is completed with this result; or, where it leaves nothing, it is gone. */
  | { kind: 'done'; result: Readonly<Record<string, unknown>>; leavesNothing?: true }
  /** Looked at again after `delayMs`; no attempt is used up. */
  | { kind: 'wait'; delayMs: number }
  /** Tried again by the schedule; a dead letter with this reason when no attempt is left. */
  | { kind: 'retry'; reason: string }
  /** A dead letter at once. */
  | { kind: 'dead'; reason: string };
