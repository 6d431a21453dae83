export { createOperations, type Operations } from './create-operations.ts';
export type { Decision } from './decision.ts';
export type { DiscardOutcome } from './discard-dead-letter.ts';
export type { DiscardQuarantinedOutcome } from './discard-quarantined.ts';
export type { QuarantinedContent } from './read-quarantined.ts';
export type { RedriveOutcome } from './redrive-dead-letter.ts';
export type { ReleaseOutcome } from './release-quarantined.ts';
export type { ShowOutcome } from './show-quarantined.ts';
