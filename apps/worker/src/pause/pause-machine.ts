import type { FailureCode } from '../mail/describe-failure.ts';
import type { FailureClass } from '../mail/submit-outcome.ts';

/** Why the worker takes no jobs. */
export interface Cause {
  code: FailureCode;
  /** Reply code, or the error's code; empty when there is neither. */
  reply: string;
}

/** What an attempt learnt of the mail server. */
export type Evidence =
  | { kind: 'works' }
  | ({ kind: 'failed'; class: Exclude<FailureClass, 'permanent' | 'transient_mailbox'> } & Cause);

/**
 * - `running`: jobs are taken; `failing` names the orders that failed in a row.
 * - `paused`: none is; the server is probed now and then.
 * - `on_trial`: the probe passed; jobs are taken one at a time until one shows that mail is taken.
 */
export type PauseState = Memory &
  (
    | { kind: 'running'; failing: readonly string[] }
    | ({ kind: 'paused' } & Outage)
    | ({ kind: 'on_trial'; failing: readonly string[] } & Outage)
  );

interface Memory {
  /** Begins with each trial. What an attempt of an earlier round learns is old news. */
  round: number;
  /**
   * Orders whose failure paused the worker, and that were not mailed since. While the worker is
   * running the server was seen to take another order's mail after that, so a further failure of
   * theirs is their own: it stops nobody else.
   */
  suspects: readonly string[];
}

interface Outage {
  cause: Cause;
  /** Probes and trials that failed since the worker was running. */
  setbacks: number;
}

export type PauseEvent =
  | { kind: 'attempt_ended'; round: number; orderNo: string; evidence: Evidence }
  | { kind: 'probe_passed' }
  | { kind: 'probe_failed'; cause: Cause };

/** What is to be done on the way to the new state. */
export type PauseAction = 'pause' | 'probe_later' | 'try_one' | 'resume';

export interface PauseStep {
  state: PauseState;
  action?: PauseAction;
  /** The attempt failed by the outage: its job is put back as if it had not been tried. */
  isPutBack: boolean;
}

/** So many failures about the server in a row, each of another order, are the server's own. */
const longestStreak = 10;

/** More suspects than this are not remembered. */
const mostSuspects = 100;

export const initialPauseState: PauseState = {
  kind: 'running',
  round: 0,
  suspects: [],
  failing: [],
};

/** One step of the pause: a pure table of states and events. */
export function advancePause(state: PauseState, event: PauseEvent): PauseStep {
  switch (event.kind) {
    case 'attempt_ended':
      return event.evidence.kind === 'works'
        ? onSuccess(state, event)
        : onFailure(state, event, event.evidence);
    case 'probe_passed': {
      if (state.kind !== 'paused') return stay(state);
      return {
        state: { ...state, kind: 'on_trial', round: state.round + 1, failing: [] },
        action: 'try_one',
        isPutBack: false,
      };
    }
    case 'probe_failed':
      if (state.kind !== 'paused') return stay(state);
      return {
        state: { ...state, cause: event.cause, setbacks: state.setbacks + 1 },
        action: 'probe_later',
        isPutBack: false,
      };
  }
}

function onSuccess(
  state: PauseState,
  { round, orderNo }: { round: number; orderNo: string },
): PauseStep {
  const suspects = state.suspects.filter((suspect) => suspect !== orderNo);
  if (state.kind === 'paused' || round !== state.round) return stay({ ...state, suspects });
  const running: PauseState = { kind: 'running', round, suspects, failing: [] };
  return state.kind === 'running'
    ? stay(running)
    : { state: running, action: 'resume', isPutBack: false };
}

function onFailure(
  state: PauseState,
  { round, orderNo }: { round: number; orderNo: string },
  failure: Extract<Evidence, { kind: 'failed' }>,
): PauseStep {
  const { code, reply } = failure;
  // Policy words are said of one mail. They belong to an outage only when such words made it.
  const meetsEveryMail = failure.class !== 'transient_policy';
  const belongsTo = ({ cause }: Outage) => meetsEveryMail || code === cause.code;
  if (state.kind === 'paused') return { state, isPutBack: belongsTo(state) };
  if (round !== state.round) return { state, isPutBack: meetsEveryMail };

  const failing = [...new Set([...state.failing, orderNo])];
  const isOutage =
    failing.length >= longestStreak ||
    (state.kind === 'on_trial'
      ? belongsTo(state)
      : failure.class === 'systemic' && !state.suspects.includes(orderNo));
  if (!isOutage) return stay({ ...state, failing });
  return {
    state: {
      kind: 'paused',
      round,
      suspects: [...new Set([...state.suspects, orderNo])].slice(-mostSuspects),
      cause: { code, reply },
      setbacks: state.kind === 'on_trial' ? state.setbacks + 1 : 0,
    },
    action: 'pause',
    isPutBack: true,
  };
}

function stay(state: PauseState): PauseStep {
  return { state, isPutBack: false };
}
