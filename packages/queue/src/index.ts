export { findNewerVersion, parseEnvelope, type Envelope, type EnvelopeOrigin } from './envelope.ts';
export { createAgedJobs, type AgedDelivery, type AgedJobs } from './aged-jobs.ts';
export type { Attempt, AttemptResult } from './attempt.ts';
export {
  createChangingKeyring,
  readKeyId,
  type ChangingKeyring,
  type KeyUseObserver,
} from './changing-keyring.ts';
export { describeMissingKeys } from './describe-missing-keys.ts';
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
export {
  createJobsOfOrders,
  type JobFacts,
  type JobOfOrder,
  type JobsOfOrders,
  type KeptJob,
} from './find-jobs-of-order.ts';
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
export {
  createQuarantine,
  parseQuarantinedDelivery,
  type Quarantine,
  type QuarantineItem,
  type QuarantineLine,
} from './quarantine.ts';
export {
  openQuarantinedDelivery,
  sealQuarantinedDelivery,
  type QuarantinedDelivery,
  type QuarantineReason,
} from './quarantined-delivery.ts';
export { openQueue, type QueueConnection } from './open-queue.ts';
export { probeRedis } from './probe-redis.ts';
export { defaultRetryDelaysMs, planRetry, retryDelaysVariable } from './retry-schedule.ts';
export { createQueuedDeliveries, type QueuedDeliveries } from './queued-deliveries.ts';
export { sealErasure, type ErasurePayload } from './seal-erasure.ts';
export { openEnvelope, sealEnvelope, type EnvelopeOpening } from './sealed-envelope.ts';
export { rereadPayloadKeys } from './reread-payload-keys.ts';
export { createRenewReceipt } from './renew-receipt.ts';
export { createReseal, type Reseal } from './reseal.ts';
export { listSealedOfJob, type SealedPart } from './sealed-job.ts';
export { contextOfReceipt, openReceipt, sealReceipt } from './sealed-receipt.ts';
export { sealSupplierEvent } from './seal-supplier-event.ts';
export { createSweeps, removeSweeps, type SweepPurpose, type Sweeps } from './sweeps.ts';
export { jobKey, walkJobIds } from './walk-job-ids.ts';
