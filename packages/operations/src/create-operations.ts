import { createFindOrders, createLedger } from '@ticketpost/ledger';
import {
  createDeadLetters,
  createIntake,
  createJobsOfOrders,
  createQuarantine,
  type DeadLetter,
  type DeadLetters,
  type DeadLetterTally,
  type Keyring,
  type Quarantine,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import type { SupplierClient } from '@ticketpost/supplier';
import type { Redis } from 'ioredis';
import { auditDecisions, auditOrderDecisions } from './audited-decisions.ts';
import { createAuditLog, type AuditLog } from './audit/audit-log.ts';
import { createBulkStore } from './bulk/bulk-store.ts';
import { createBulkWorks } from './bulk/bulk-works.ts';
import { createBulks, type Bulks } from './bulk/create-bulks.ts';
import type { Decision } from './decision.ts';
import { findMissingKeyOf } from './find-missing-key-of.ts';
import { createDiscardDeadLetter, type DiscardOutcome } from './discard-dead-letter.ts';
import { createDiscardQuarantined, type DiscardQuarantinedOutcome } from './discard-quarantined.ts';
import { createEvidenceReader } from './evidence/create-evidence-reader.ts';
import type { EvidenceOutcome } from './evidence/evidence-outcome.ts';
import { createEraseOrder, type EraseOutcome } from './orders/erase-order.ts';
import { createExportOrder, type ExportOutcome } from './export/export-order.ts';
import { createFindDeliveryPlace } from './orders/find-delivery-place.ts';
import type { OrderDecision } from './orders/order-decision.ts';
import { createReadOrder, type OrderView } from './orders/read-order.ts';
import { createRedriveOrder, type RedriveOrderOutcome } from './orders/redrive-order.ts';
import { createResendOrder, type ResendOutcome } from './orders/resend-order.ts';
import { createSearchOrders, type OrderSearch } from './orders/search-orders.ts';
import { createRedriveDeadLetter, type RedriveOutcome } from './redrive-dead-letter.ts';
import {
  createReconciliation,
  type Reconciliation,
} from './reconciliation/create-reconciliation.ts';
import {
  createWebhookRegistration,
  type WebhookRegistration,
} from './registration/create-webhook-registration.ts';
import { createReleaseQuarantined, type ReleaseOutcome } from './release-quarantined.ts';
import { createShowQuarantined, type ShowOutcome } from './show-quarantined.ts';

/** The way to the supplier, and our client id there. */
export interface SupplierAccount {
  account: string;
  supplier: Pick<SupplierClient, 'listTicketedOrders' | 'registerWebhookUrl'>;
}

/** Who reads what is personal, and why if they say so. */
type Reading = Omit<OrderDecision, 'why'> & { why?: string | undefined };

/**
 * What people do by hand. Of many who decide on one delivery at once exactly one is told that it was
 * done. Every decision stands in the audit log, and is not carried out when it cannot be written there.
 * Everything rejects when Redis does.
 */
export interface Operations {
  /** By order number, booking reference, ticket number or delivery id; in whatever spelling. */
  searchOrders(
    query: string,
    page: { after?: string | undefined; limit: number },
  ): Promise<OrderSearch>;
  readOrder(orderNo: string): Promise<OrderView | undefined>;
  redriveOrder(
    orderNo: string,
    decision: OrderDecision & {
      /** Send again though a copy may be out. */
      evenIfUncertain?: boolean | undefined;
    },
  ): Promise<RedriveOrderOutcome>;
  resendOrder(
    orderNo: string,
    decision: OrderDecision & {
      /** Another mailbox than the one it was sent to. */
      to?: string | undefined;
      /** Of the form that asks; asked twice with one, it is sent once. */
      requestId?: string | undefined;
    },
  ): Promise<ResendOutcome>;
  eraseOrder(
    orderNo: string,
    decision: OrderDecision & {
      /** Also when nothing is known of it. */
      evenIfUnknown?: boolean | undefined;
    },
  ): Promise<EraseOutcome>;
  /** All that is held about an order, opened; with no reason given there is none in the audit log. */
  exportOrder(orderNo: string, decision: Reading): Promise<ExportOutcome>;
  audit: AuditLog;
  /** Decisions on all deliveries of one reason; `tally` finds the dead letters. The caller closes them. */
  bulksOver(tally: Pick<DeadLetterTally, 'ids'>): Bulks;
  listDeadLetters: DeadLetters['list'];
  findDeadLetters: DeadLetters['ids'];
  countDeadLetters: DeadLetters['countByReason'];
  /** Id of the key that sealed what it carries, when that is not at hand. */
  findMissingKeyOf(deadLetter: DeadLetter): string | undefined;
  redriveDeadLetter(
    decision: Decision & {
      /** Send again though a copy may be out. */
      evenIfUncertain?: boolean | undefined;
    },
  ): Promise<RedriveOutcome>;
  discardDeadLetter(decision: Decision): Promise<DiscardOutcome>;
  listQuarantine: Quarantine['list'];
  findQuarantined: Quarantine['ids'];
  showQuarantined(deliveryId: string): Promise<ShowOutcome>;
  releaseQuarantined(decision: Decision): Promise<ReleaseOutcome>;
  discardQuarantined(decision: Decision): Promise<DiscardQuarantinedOutcome>;
  /** All that is on record of one delivery; with no reason given there is none in the audit log. */
  readEvidence(deliveryId: string, decision: Reading): Promise<EvidenceOutcome>;
  /**
   * Ids of keys that something is sealed with, and that are not at hand: what they sealed is found by
   * order number alone.
   */
  findMissingKeys(): Promise<string[]>;
  reconciliationOf(account: SupplierAccount): Reconciliation;
  webhookRegistrationOf(account: SupplierAccount): WebhookRegistration;
  /** Takes a second at most. */
  close(): Promise<void>;
}

/** Closing a queue waits for Redis, for ever when there is none. */
const closeTimeoutMs = 1000;

/** The operations over a connection that fails fast; it stays the caller's to close. */
export function createOperations(options: {
  connection: Redis;
  keyring: Keyring;
  /** How long Redis may take to store a released delivery. */
  storeTimeoutMs: number;
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
  /** Ids of keys that something is sealed with, and that are not at hand; none, if not given. */
  findMissingKeys?: () => Promise<string[]>;
  /** Milliseconds since the epoch, for the timeline. */
  now?: () => number;
}): Operations {
  const { connection, keyring, storeTimeoutMs, onError, now = Date.now } = options;
  const { findMissingKeys = () => Promise.resolve([]) } = options;
  const ledger = createLedger({ redis: connection, sealer: keyring, now });
  const deadLetters = createDeadLetters({ connection, onError });
  const quarantine = createQuarantine({ connection, onError });
  const intake = createIntake({ connection, timeoutMs: storeTimeoutMs, onError });
  const evidence = createEvidenceReader({ ...options, ledger, quarantine, now });
  const audit = createAuditLog({ redis: connection, keyring, now });
  const jobs = createJobsOfOrders({ connection, onError });
  const parts = { deadLetters, quarantine, intake, ledger, keyring, now, jobs, audit };
  const exportOrder = createExportOrder({
    ...parts,
    readEvidence: (deliveryId) => evidence.readEvidence(deliveryId),
  });
  const redriveDeadLetter = createRedriveDeadLetter(parts);
  const releaseQuarantined = createReleaseQuarantined(parts);
  const audited = auditDecisions(audit);
  const auditedOrder = auditOrderDecisions(audit);
  return {
    searchOrders: createSearchOrders({
      ledger,
      findOrders: createFindOrders({ redis: connection, sealer: keyring, now }),
      findDeliveryPlace: createFindDeliveryPlace(parts),
      findMissingKeys,
    }),
    readOrder: createReadOrder(parts),
    redriveOrder: auditedOrder('redrive', createRedriveOrder({ ...parts, redriveDeadLetter })),
    resendOrder: auditedOrder('resend', createResendOrder(parts)),
    eraseOrder: auditedOrder('erase', createEraseOrder(parts)),
    exportOrder: (orderNo, decision) =>
      audit.around({ action: 'export', orderNo, ...describeReader(decision) }, () =>
        exportOrder(orderNo),
      ),
    audit,
    bulksOver: (tally) =>
      createBulks({
        store: createBulkStore({ redis: connection }),
        works: createBulkWorks({ ...parts, tally, redriveDeadLetter, releaseQuarantined }),
        audit,
        onError,
        now,
      }),
    listDeadLetters: (page) => deadLetters.list(page),
    findDeadLetters: (wanted) => deadLetters.ids(wanted),
    countDeadLetters: () => deadLetters.countByReason(),
    findMissingKeyOf: (deadLetter) => findMissingKeyOf(keyring, deadLetter),
    redriveDeadLetter: audited('redrive', redriveDeadLetter),
    discardDeadLetter: audited('discard', createDiscardDeadLetter(parts)),
    listQuarantine: (page) => quarantine.list(page),
    findQuarantined: (wanted) => quarantine.ids(wanted),
    showQuarantined: createShowQuarantined(parts),
    releaseQuarantined: audited('release', releaseQuarantined),
    discardQuarantined: audited('discard', createDiscardQuarantined(parts)),
    readEvidence: (deliveryId, decision) =>
      audit.around({ action: 'evidence', deliveryId, ...describeReader(decision) }, async () => {
        const found = await evidence.readEvidence(deliveryId);
        return found === undefined ? { kind: 'not_found' } : { kind: 'found', evidence: found };
      }),
    findMissingKeys,
    reconciliationOf: (account) =>
      createReconciliation({ redis: connection, ...parts, ...account }),
    webhookRegistrationOf: (account) =>
      createWebhookRegistration({ redis: connection, keyring, ...account }),
    async close() {
      const closing = [deadLetters, quarantine, intake, evidence, jobs].map((part) => part.close());
      await withDeadline(Promise.allSettled(closing), {
        what: 'closing the queues',
        timeoutMs: closeTimeoutMs,
      });
    },
  };
}

/** Whoever reads need not say why. */
function describeReader({ by, role, why, via }: Reading) {
  return {
    by,
    via,
    ...(role === undefined ? {} : { role }),
    ...(why === undefined ? {} : { why }),
  };
}
