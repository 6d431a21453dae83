import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Outcome } from './attempt-outcome.ts';

/** The worker's metrics. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const attempts = new Counter({
    name: 'ticketpost_attempts_total',
    help: 'Attempts of jobs, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const paused = new Gauge({
    name: 'ticketpost_worker_paused',
    help: 'Whether the worker takes no jobs, since the mail server takes no mail (0 or 1)',
    registers: [registry],
  });
  const pauses = new Counter({
    name: 'ticketpost_worker_pauses_total',
    help: 'How often the worker stopped taking jobs, by the code of the cause',
    labelNames: ['reason'],
    registers: [registry],
  });
  const watchdogSteps = new Counter({
    name: 'ticketpost_worker_watchdog_total',
    help: 'What the watchdog did to a worker that took no jobs though some were due',
    labelNames: ['step'],
    registers: [registry],
  });
  return {
    registry,
    countWatchdogStep: (step: 'renew' | 'give_up') => {
      watchdogSteps.inc({ step });
    },
    countAttempt: (outcome: Outcome) => {
      attempts.inc({ outcome });
    },
    setPaused: (isPaused: boolean) => {
      paused.set(isPaused ? 1 : 0);
    },
    countPause: (reason: string) => {
      pauses.inc({ reason });
    },
  };
}
