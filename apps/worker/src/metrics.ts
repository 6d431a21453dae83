import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
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
  return {
    registry,
    countAttempt: (outcome: Outcome) => {
      attempts.inc({ outcome });
    },
  };
}
