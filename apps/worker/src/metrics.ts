import { closeLabel } from '@ticketpost/monitoring';
import { retentionKinds } from '@ticketpost/retention/report';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from './attempt-outcome.ts';
import { failureCodes } from './mail/describe-failure.ts';
import {
  confirmationOutcomes,
  type ConfirmationOutcome,
} from './measuring/measured-confirmations.ts';
import type { SmtpAnswer, SmtpVerdict } from './measuring/measured-submits.ts';
import {
  supplierOperations,
  supplierOutcomes,
  sweepStandings,
} from './measuring/supplier-labels.ts';
import { stageNames } from './measuring/time-stages.ts';
import {
  notificationResults,
  type NotificationResult,
} from './notifications/notification-result.ts';

/** The worker's metrics. Every label has a closed set of values, whatever comes from outside. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const attempts = new Counter({
    name: 'ticketpost_attempts_total',
    help: 'Attempts of jobs, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const stages = new Histogram({
    name: 'ticketpost_attempt_stage_seconds',
    help: 'How long each stage of an attempt took',
    labelNames: ['stage'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const confirmations = new Counter({
    name: 'ticketpost_confirmations_total',
    help: 'Confirmations that an attempt was done with, by what it left them as',
    labelNames: ['outcome'],
    registers,
  });
  const smtpAnswers = new Counter({
    name: 'ticketpost_smtp_answers_total',
    help: 'Mails that were to be handed over, by what the mail server answered and by the class of the failure',
    labelNames: ['answer', 'class'],
    registers,
  });
  const paused = new Gauge({
    name: 'ticketpost_worker_paused',
    help: 'Whether the worker takes no jobs, since the mail server takes no mail (0 or 1)',
    registers,
  });
  const pauses = new Counter({
    name: 'ticketpost_worker_pauses_total',
    help: 'How often the worker stopped taking jobs, by the code of the cause',
    labelNames: ['reason'],
    registers,
  });
  const watchdogSteps = new Counter({
    name: 'ticketpost_worker_watchdog_total',
    help: 'What the watchdog did to a worker that took no jobs though some were due',
    labelNames: ['step'],
    registers,
  });
  const supplierAnswers = new Histogram({
    name: 'ticketpost_supplier_answer_seconds',
    help: 'Time from a call of the supplier to its answer, by operation and outcome',
    labelNames: ['operation', 'outcome'],
    buckets: [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  const sweptOrders = new Counter({
    name: 'ticketpost_swept_orders_total',
    help: "Ticketed orders on the supplier's list, by what we know of them",
    labelNames: ['standing'],
    registers,
  });
  const printoutFailures = new Counter({
    name: 'ticketpost_printout_failures_total',
    help: 'Mails that went out without the printout that MAIL_PDF=on asks for',
    registers,
  });
  const notifications = new Counter({
    name: 'ticketpost_notifications_total',
    help: 'Posts of notifications to ALERT_WEBHOOK_URL, by what became of them; given_up: messages that nobody took for a day',
    labelNames: ['outcome'],
    registers,
  });
  const openings = new Counter({
    name: 'ticketpost_opened_values_total',
    help: 'Sealed values that the worker opened, by the id of their key: one that only an old key opens is still to be sealed anew',
    labelNames: ['key_id'],
    registers,
  });
  const removed = new Counter({
    name: 'ticketpost_retention_removed_total',
    help: 'What ended for its age, by kind',
    labelNames: ['kind'],
    registers,
  });
  for (const kind of retentionKinds) removed.inc({ kind }, 0);
  for (const outcome of notificationResults) notifications.inc({ outcome }, 0);
  for (const outcome of confirmationOutcomes) confirmations.inc({ outcome }, 0);
  // A counter that is not there before its first step does not show it as an increase.
  for (const step of ['renew', 'give_up']) watchdogSteps.inc({ step }, 0);
  paused.set(0);

  const closeStage = closeLabel(Object.values(stageNames));
  const closeReason = closeLabel(failureCodes);
  const closeOperation = closeLabel(supplierOperations);
  const closeOutcome = closeLabel(supplierOutcomes);
  const closeStanding = closeLabel(sweepStandings);
  const closeKind = closeLabel(retentionKinds);
  return {
    registry,
    countNotification: (outcome: NotificationResult) => {
      notifications.inc({ outcome });
    },
    /** Opened, so that the key is one of those that a person has configured. */
    countOpening: (keyId: string) => {
      openings.inc({ key_id: keyId });
    },
    countRemoved: (kind: string, count: number) => {
      removed.inc({ kind: closeKind(kind) }, count);
    },
    countPrintoutFailure: () => {
      printoutFailures.inc();
    },
    observeSupplierAnswer: (answer: { operation: string; outcome: string; durationMs: number }) => {
      const operation = closeOperation(answer.operation);
      const outcome = closeOutcome(answer.outcome);
      supplierAnswers.observe({ operation, outcome }, answer.durationMs / 1000);
    },
    countSweptOrder: (standing: string) => {
      sweptOrders.inc({ standing: closeStanding(standing) });
    },
    countWatchdogStep: (step: 'renew' | 'give_up') => {
      watchdogSteps.inc({ step });
    },
    countAttempt: (outcome: Outcome) => {
      attempts.inc({ outcome });
    },
    observeStage: (stage: string, durationMs: number) => {
      const name = (stageNames as Readonly<Record<string, string>>)[stage] ?? stage;
      stages.observe({ stage: closeStage(name) }, durationMs / 1000);
    },
    countConfirmation: (outcome: ConfirmationOutcome) => {
      confirmations.inc({ outcome });
    },
    countSmtpAnswer: (answer: SmtpAnswer, verdict: SmtpVerdict) => {
      smtpAnswers.inc({ answer, class: verdict });
    },
    setPaused: (isPaused: boolean) => {
      paused.set(isPaused ? 1 : 0);
    },
    countPause: (reason: string) => {
      pauses.inc({ reason: closeReason(reason) });
    },
  };
}
