export type { BookingCondition, BookingReading, PutBookingOutcome } from './bookings.ts';
export {
  claimLeaseMs,
  type AdvanceOutcome,
  type Claim,
  type ClaimOutcome,
  type GiveUpOptions,
  type GiveUpOutcome,
  type GivingUp,
  type ReleaseOutcome,
  type SettleOutcome,
} from './claim.ts';
export type { Confirmation, ConfirmationState } from './confirmation.ts';
export type { ErasureOutlook, MarkErasedOutcome } from './erasure/create-erasures.ts';
export type { ErasingOrder } from './erasure/erasing-order.ts';
export { createLedger, type Ledger } from './ledger.ts';
export { orderKey } from './order-key.ts';
export { decodeOrder, type OrderRecord } from './order-record.ts';
export { longestRememberedMs } from './remembered.ts';
export {
  createOrderRetention,
  type AgedOrder,
  type OrderLife,
  type OrderRetention,
} from './retention/order-retention.ts';
export type { OwedKind } from './owed/owed-keys.ts';
export {
  createOwedRegister,
  type OwedConfirmation,
  type OwedPeriod,
  type OwedRegister,
} from './owed/owed-register.ts';
export { listSealedOfOrder, resealFields, type ResealedField } from './reseal/reseal-fields.ts';
export { walkOrderNos } from './reseal/walk-order-nos.ts';
export { formatResendId } from './resend-id.ts';
export type { Sealer } from './sealer.ts';
export { createFindOrders, type FindOrders, type FoundOrders } from './search/find-orders.ts';
export { createRekeyTerms, type RekeyTerms, type TermsOfOrder } from './search/rekey-terms.ts';
export { searchKeys } from './search/search-key.ts';
export type { SentDetails } from './sent-details.ts';
export {
  ticketSetKeyContext,
  ticketSetKeyField,
  ticketSetsKey,
  type TicketSetKeyReading,
} from './ticket-set-key/read-ticket-set-key.ts';
export { createThroughput, type Throughput } from './throughput/throughput.ts';
export {
  timelineEvents,
  type RecordedEntry,
  type SealedDetails,
  type TimelineEntry,
  type TimelineEvent,
} from './timeline-entry.ts';
