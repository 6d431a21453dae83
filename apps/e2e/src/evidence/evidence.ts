import type { PostedBooking } from '../load/posted-booking.ts';
import type { PostedDelivery } from '../load/posted-delivery.ts';
import type { TakenMail } from '../mail/mail-log.ts';
import type { AppExit } from '../system/supervised-app.ts';
import type { SupplierRecord } from '../system/supplier-under-test.ts';

/** A job as it stands in Redis at the end, by its delivery. */
export interface QueuedJob {
  deliveryId: string;
  orderNo: string | undefined;
  state: 'waiting' | 'active' | 'delayed' | 'completed' | 'failed' | 'nowhere';
  failedReason: string | undefined;
  attemptsMade: number;
}

interface LedgerConfirmation {
  ticketSetId: string;
  state: string;
}

/** A line of an order's timeline, as far as it is in clear. */
export interface LedgerEntry {
  event: string;
  at: string;
  deliveryId?: string;
  ticketSetId?: string;
  attempt?: number;
  reason?: string;
  messageId?: string;
}

/** The ledger's record of one order, as far as it is in clear. */
export interface LedgerOrder {
  confirmations: readonly LedgerConfirmation[];
  timeline: readonly LedgerEntry[];
}

/** All that is known once a scenario is over: what callers, mail server, queue and ledger say. */
export interface Evidence {
  deliveries: readonly PostedDelivery[];
  bookings: readonly PostedBooking[];
  /** Absent where events are believed. */
  supplier: SupplierRecord | undefined;
  /** Where mails go that no booking tells of; no fallback: they wait for one. */
  mailboxes: { sandbox: string; fallback: string | undefined };
  mails: readonly TakenMail[];
  /** By order number. */
  ledger: ReadonlyMap<string, LedgerOrder>;
  /** By delivery id. */
  jobs: ReadonlyMap<string, QueuedJob>;
  /** What ingests still hold on their own disks; `undefined` when they do not tell. */
  journalEntries: number | undefined;
  exits: readonly AppExit[];
  /** Why the wait for the end was given up, when it was. */
  unsettled: string | undefined;
}
