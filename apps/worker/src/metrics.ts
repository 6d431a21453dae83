import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
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
  const supplierAnswers = new Histogram({
    name: 'ticketpost_supplier_answer_seconds',
    help: 'Time from a call of the supplier to its answer, by operation and outcome',
    labelNames: ['operation', 'outcome'],
    buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30],
    registers: [registry],
  });
  const sweptOrders = new Counter({
    name: 'ticketpost_swept_orders_total',
    help: "Ticketed orders on the supplier's list, by what we know of them",
    labelNames: ['standing'],
    registers: [registry],
  });
  const printoutFailures = new Counter({
    name: 'ticketpost_printout_failures_total',
    help: 'Mails that went out without the printout that MAIL_PDF=on asks for',
    registers: [registry],
  });
  return {
    registry,
    countPrintoutFailure: () => {
      printoutFailures.inc();
    },
    observeSupplierAnswer: (answer: { operation: string; outcome: string; durationMs: number }) => {
      const { operation, outcome, durationMs } = answer;
      supplierAnswers.observe({ operation, outcome }, durationMs / 1000);
    },
    countSweptOrder: (standing: string) => {
      sweptOrders.inc({ standing });
    },
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
