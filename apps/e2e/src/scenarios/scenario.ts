import type { Evidence } from '../evidence/evidence.ts';
import type { Rules } from '../judge/judge.ts';
import type { Load } from '../load/run-load.ts';
import type { LoadOptions } from '../load/plan-load.ts';
import type { Random } from '../random/create-random.ts';
import type { FaultSystem, FaultSystemOptions } from '../system/fault-system.ts';

/** `small` is for `npm test`: a few hundred orders and the least time in which the fault bites. */
export type ScenarioSize = 'small' | 'full';

/** What a scenario's faults may use. */
export interface Stage {
  system: FaultSystem;
  load: Load;
  /** Of the faults alone. */
  random: Random;
  size: ScenarioSize;
  /** Sleeps; chaos has its own time. */
  pause: (ms: number) => Promise<void>;
  /** Counts an occasion under a name, for the report and for `expect`. */
  note: (what: string) => void;
}

/** One way in which the world is bad to Ticketpost. */
export interface Scenario {
  /** In kebab-case. */
  name: string;
  /** What is done, in words that a sceptic understands. */
  sentence: string;
  system?: FaultSystemOptions;
  load: (size: ScenarioSize) => LoadOptions;
  /** Runs beside the load. What it leaves broken is healed when both have ended. */
  faults: (stage: Stage) => Promise<void>;
  /** The mail server stays as it is until the end. */
  isMailServerLeft?: true;
  rules?: Rules;
  /** What this scenario alone demands; answers what does not hold. */
  expect?: (outcome: Outcome) => readonly string[];
  /** Why it cannot run here, if it cannot. */
  prepare?: () => Promise<Preparation>;
}

type Preparation = { kind: 'ready'; system: FaultSystemOptions } | { kind: 'not_run'; why: string };

export interface Outcome {
  evidence: Evidence;
  /** How often each noted thing happened. */
  notes: ReadonlyMap<string, number>;
}
