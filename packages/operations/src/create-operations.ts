import { createLedger } from '@ticketpost/ledger';
import {
  createDeadLetters,
  createIntake,
  createQuarantine,
  type DeadLetters,
  type Keyring,
  type Quarantine,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import type { SupplierClient } from '@ticketpost/supplier';
import type { Redis } from 'ioredis';
import type { Decision } from './decision.ts';
import { createDiscardDeadLetter, type DiscardOutcome } from './discard-dead-letter.ts';
import { createDiscardQuarantined, type DiscardQuarantinedOutcome } from './discard-quarantined.ts';
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

/**
 * What people do by hand. Each decision is about one delivery, and of many who decide at once
 * exactly one is told that it was done. Everything rejects when Redis does.
 */
export interface Operations {
  listDeadLetters: DeadLetters['list'];
  findDeadLetters: DeadLetters['ids'];
  countDeadLetters: DeadLetters['countByReason'];
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
  /** Milliseconds since the epoch, for the timeline. */
  now?: () => number;
}): Operations {
  const { connection, keyring, storeTimeoutMs, onError, now = Date.now } = options;
  const ledger = createLedger({ redis: connection, sealer: keyring, now });
  const deadLetters = createDeadLetters({ connection, onError });
  const quarantine = createQuarantine({ connection, onError });
  const intake = createIntake({ connection, timeoutMs: storeTimeoutMs, onError });
  const parts = { deadLetters, quarantine, intake, ledger, keyring, now };
  return {
    listDeadLetters: (page) => deadLetters.list(page),
    findDeadLetters: (wanted) => deadLetters.ids(wanted),
    countDeadLetters: () => deadLetters.countByReason(),
    redriveDeadLetter: createRedriveDeadLetter(parts),
    discardDeadLetter: createDiscardDeadLetter(parts),
    listQuarantine: (page) => quarantine.list(page),
    findQuarantined: (wanted) => quarantine.ids(wanted),
    showQuarantined: createShowQuarantined(parts),
    releaseQuarantined: createReleaseQuarantined(parts),
    discardQuarantined: createDiscardQuarantined(parts),
    reconciliationOf: (account) =>
      createReconciliation({ redis: connection, ...parts, ...account }),
    webhookRegistrationOf: (account) =>
      createWebhookRegistration({ redis: connection, keyring, ...account }),
    async close() {
      const closing = [deadLetters, quarantine, intake].map((part) => part.close());
      await withDeadline(Promise.allSettled(closing), {
        what: 'closing the queues',
        timeoutMs: closeTimeoutMs,
      });
    },
  };
}
