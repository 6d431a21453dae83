export { auditedActions, type AuditedAction, type AuditEntry } from './audit/audited-action.ts';
export { createAuditLog, type AuditLog } from './audit/audit-log.ts';
export { createTrimAuditLog, readOldestAudit } from './audit/trim-audit-log.ts';
export { isAuditPosition } from './audit/is-audit-position.ts';
export { auditWhysPrefix, whyContext } from './audit/audit-keys.ts';
export { showAuditEntry } from './audit/show-audit-entry.ts';
export { countHandled, isUnderWay, type BulkKind, type BulkState } from './bulk/bulk-state.ts';
export type { BulkBeginning, BulkOrder, BulkPreview, Bulks } from './bulk/create-bulks.ts';
export { findDeadDeliveries } from './orders/read-order.ts';
export { readQuarantined } from './read-quarantined.ts';
export { createOperations, type Operations, type SupplierAccount } from './create-operations.ts';
export type { Decision } from './decision.ts';
export type { DiscardOutcome } from './discard-dead-letter.ts';
export type { DiscardQuarantinedOutcome } from './discard-quarantined.ts';
export { describeStanding } from './orders/describe-standing.ts';
export type { DeliveryPlace } from './orders/find-delivery-place.ts';
export { createEraseOrder, type EraseOutcome } from './orders/erase-order.ts';
export {
  createEraseEverywhere,
  type ErasureAsk,
  type ErasureOutcome,
} from './erasure/erase-everywhere.ts';
export type { EvidenceOutcome } from './evidence/evidence-outcome.ts';
export type { ExportOutcome } from './export/export-order.ts';
export type { OrderExport } from './export/order-export.ts';
export type { OrderDecision } from './orders/order-decision.ts';
export type { OrderStanding } from './orders/order-standing.ts';
export type { OrderView } from './orders/read-order.ts';
export type { RedriveOrderOutcome } from './orders/redrive-order.ts';
export type { ResendOrderPayload, ResendOutcome } from './orders/resend-order.ts';
export type { FoundOrder, OrderSearch } from './orders/search-orders.ts';
export { createAnswerMask } from './personal/create-answer-mask.ts';
export { explainedReasons, explainReason, type ReasonExplanation } from './reasons.ts';
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
export { supplierAccountKey, webhookUrlContext } from './supplier-account-key.ts';
export { judgeSupplierSettings, supplierVariables } from './supplier-variables.ts';
