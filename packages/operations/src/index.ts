export { createOperations, type Operations, type SupplierAccount } from './create-operations.ts';
export type { Decision } from './decision.ts';
export type { DiscardOutcome } from './discard-dead-letter.ts';
export type { DiscardQuarantinedOutcome } from './discard-quarantined.ts';
export type { QuarantinedContent } from './read-quarantined.ts';
export {
  createReconciliation,
  type Reconciliation,
  type SweepStep,
} from './reconciliation/create-reconciliation.ts';
export type { Standing } from './reconciliation/judge-standing.ts';
export type { RedriveOutcome } from './redrive-dead-letter.ts';
export type { ReleaseOutcome } from './release-quarantined.ts';
export type { ShowOutcome } from './show-quarantined.ts';
export { judgeSupplierSettings, supplierVariables } from './supplier-variables.ts';
