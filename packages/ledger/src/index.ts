export type { Confirmation, ConfirmationState } from './confirmation.ts';
export {
  claimLeaseMs,
  createLedger,
  type AdvanceOutcome,
  type Claim,
  type ClaimOutcome,
  type GivingUp,
  type Ledger,
  type ReleaseOutcome,
} from './ledger.ts';
export type { OrderRecord, SentDetails } from './order-record.ts';
export type { Sealer } from './sealer.ts';
export {
  timelineEvents,
  type RecordedEntry,
  type SealedDetails,
  type TimelineEntry,
  type TimelineEvent,
} from './timeline-entry.ts';
