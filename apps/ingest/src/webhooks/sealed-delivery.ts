import type { Envelope, QuarantinedDelivery } from '@ticketpost/queue';

/** What is stored of a delivery, by the queue that it belongs to. What is secret in it is sealed. */
export type SealedDelivery =
  { kind: 'event'; delivery: Envelope } | { kind: 'quarantined'; delivery: QuarantinedDelivery };
