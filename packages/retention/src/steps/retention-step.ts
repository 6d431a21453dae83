import type { RetentionKind, UndecidedKind } from '../report/kinds.ts';
import type { RetentionPeriods } from '../report/periods.ts';

/** What a step is run with. */
export interface StepContext {
  readonly periods: RetentionPeriods;
  /** Those of the last run, by which what is stored ends as it stands. */
  readonly formerPeriods: RetentionPeriods | undefined;
  /** The whole run's one time, in ms since the epoch. */
  readonly nowMs: number;
  /** Nothing is changed. */
  readonly isDryRun: boolean;
  /** So many of a kind are gone, or would go. */
  readonly count: (kind: RetentionKind, count: number) => void;
  readonly countExpiring: (kind: UndecidedKind, count: number) => void;
  /** Where the walk over all orders is, and where it goes on. */
  readonly cursor: { read(): string; write(cursor: string): void };
  /** To be called after each bounded part: writes down how far it is, rests, and throws when it is to end. */
  readonly pause: () => Promise<void>;
}

/** One part of a run; a step that is begun anew does what is left of it. */
export interface RetentionStep {
  name: string;
  run: (context: StepContext) => Promise<void>;
}
