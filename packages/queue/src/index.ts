export { findNewerVersion, parseEnvelope, type Envelope, type EnvelopeOrigin } from './envelope.ts';
export type { Attempt, AttemptResult } from './attempt.ts';
export {
  createDeadLetterTally,
  type DeadLetterCounts,
  type DeadLetterTally,
} from './dead-letter-tally.ts';
export {
  createDeadLetters,
  type DeadLetter,
  type DeadLetterMove,
  type DeadLetters,
} from './dead-letters.ts';
export { createDueJobs, type DueJobs } from './due-jobs.ts';
export { createEventWorker, type EventWorker, type WorkerActivity } from './event-worker.ts';
export { StoreDeadlineError, type StoreOutcome } from './group-commit.ts';
export { createIntake, type Intake } from './intake.ts';
export { createKeyring, type Keyring, type Opening, type PayloadKey } from './keyring.ts';
export { eventsQueueName, quarantineQueueName, queuePrefix } from './names.ts';
export {
  createNewcomers,
  type NewDeadLetter,
  type Newcomer,
  type Newcomers,
  type Newest,
  type Recency,
} from './newcomers.ts';
export { createOldestWaiting, type OldestWaiting } from './oldest-waiting.ts';
export type { Page, PageRequest } from './page.ts';
export { createKeyringFromList, payloadKeysVariable } from './payload-keys.ts';
export { createQuarantine, type Quarantine, type QuarantineItem } from './quarantine.ts';
export {
  openQuarantinedDelivery,
  sealQuarantinedDelivery,
  type QuarantinedDelivery,
  type QuarantineReason,
} from './quarantined-delivery.ts';
export { defaultRetryDelaysMs, planRetry, retryDelaysVariable } from './retry-schedule.ts';
export { createQueuedDeliveries, type QueuedDeliveries } from './queued-deliveries.ts';
export { openEnvelope, sealEnvelope, type EnvelopeOpening } from './sealed-envelope.ts';
export { openReceipt, sealReceipt } from './sealed-receipt.ts';
export { sealSupplierEvent } from './seal-supplier-event.ts';
export { createSweeps, removeSweeps, type SweepPurpose, type Sweeps } from './sweeps.ts';
