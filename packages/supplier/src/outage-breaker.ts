import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhenResult } from 'cockatiel';

export interface OutageBreakerOptions {
  failuresInARow: number;
  /** How long nothing is asked before one call tries again. */
  openMs: number;
}

/** Stops asking a supplier that is down. */
export interface OutageBreaker {
  /** How long nothing will be asked; 0 while calls go through. */
  remainingMs(): number;
  /** Runs the task unless open. Its answer tells whether it counts as an outage. */
  run<T extends { isOutage: boolean }>(task: () => Promise<T>): Promise<T>;
}

/** Told to callers while the one call that tries again is under way. */
const probeMs = 1_000;

/**
 * After so many outages in a row it is open. Then one call may try; the others are turned away until
 * that one has its answer. `remainingMs` must be asked before each run, with nothing awaited between.
 */
export function createOutageBreaker(options: OutageBreakerOptions): OutageBreaker {
  const policy = circuitBreaker(
    handleWhenResult((answer) => (answer as { isOutage: boolean }).isOutage),
    {
      halfOpenAfter: options.openMs,
      breaker: new ConsecutiveBreaker(options.failuresInARow),
    },
  );
  let openUntil = 0;
  policy.onBreak(() => {
    openUntil = Date.now() + options.openMs;
  });
  return {
    remainingMs() {
      if (policy.state === CircuitState.HalfOpen) return probeMs;
      return policy.state === CircuitState.Open ? Math.max(openUntil - Date.now(), 0) : 0;
    },
    run: (task) => policy.execute(task),
  };
}
