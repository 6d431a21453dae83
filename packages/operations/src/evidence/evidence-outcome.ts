import type { Evidence } from '@ticketpost/evidence';

/** What whoever asks for the evidence of a delivery gets. */
export type EvidenceOutcome = { kind: 'found'; evidence: Evidence } | { kind: 'not_found' };
