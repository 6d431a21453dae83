import { withDeadline } from './with-deadline.ts';

/** What a check found. The details are shown to whoever may see the admin port: nothing secret. */
export interface CheckOutcome {
  /** `failed`: the process cannot do its work. `warning`: it can, and somebody should look. */
  status: 'ok' | 'warning' | 'failed';
  readonly [detail: string]: unknown;
}

/** Looks at one thing that the process needs. A rejection counts as `failed`, with its message. */
export type ReadinessCheck = () => Promise<CheckOutcome>;

export interface Readiness {
  status: 'ready' | 'not_ready';
  checks: Readonly<Record<string, CheckOutcome>>;
}

const checkTimeoutMs = 1000;

/** Runs all checks at once, each for a second at most. Ready is a process of which none failed. */
export async function runReadinessChecks(
  checks: Readonly<Record<string, ReadinessCheck>>,
): Promise<Readiness> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, await runCheck(name, check)] as const,
    ),
  );
  const isReady = outcomes.every(([, { status }]) => status !== 'failed');
  return { status: isReady ? 'ready' : 'not_ready', checks: Object.fromEntries(outcomes) };
}

async function runCheck(name: string, check: ReadinessCheck): Promise<CheckOutcome> {
  try {
    return await withDeadline(check(), { what: name, timeoutMs: checkTimeoutMs });
  } catch (error) {
    const { message = String(error) } = (error ?? {}) as { message?: string };
    return { status: 'failed', reason: message };
  }
}
