import { createOwedRegister, type Ledger } from '@ticketpost/ledger';
import { readReports } from '@ticketpost/monitoring';
import type { Outbound } from '@ticketpost/outbound';
import {
  createDeadLetters,
  createNewcomers,
  createQuarantine,
  type Keyring,
} from '@ticketpost/queue';
import { readWarned } from '@ticketpost/retention/report';
import { withDeadline } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import { createExampleReader } from './create-example-reader.ts';
import { createNotifier, type NotifyOutcome } from './create-notifier.ts';
import { createSender } from './create-sender.ts';
import { createNotificationStore } from './notification-store.ts';
import { createDeadLetterWatch } from './watch-dead-letters.ts';
import { createNoRecipientWatch, createOverdueWatch } from './watch-owed.ts';
import { createExpiringWatch } from './watch-expiring.ts';
import { createProcessWatch } from './watch-processes.ts';
import { createQuarantineWatch } from './watch-quarantine.ts';

export interface Notifications {
  /** One look, and one post at most. */
  notify(signal: AbortSignal): Promise<NotifyOutcome>;
  /** Takes a second at most; rejects when Redis is not there by then. */
  close(): Promise<void>;
}

/** Closing a queue waits for Redis, for ever when there is none. */
const closeTimeoutMs = 1000;

/** Tells a receiver what needs a person, over a connection that stays the caller's to close. */
export function createNotifications(options: {
  redis: Redis;
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  keyring: Keyring;
  url: string;
  /** `whsec_` and Base64; messages are not signed without. */
  secret?: string | undefined;
  /** Of one post. */
  timeoutMs: number;
  outbound: Pick<Outbound, 'createAgent'>;
  /** At most one post in it. */
  intervalMs: number;
  /** How long a confirmation may wait for a recipient, and be owed, before it is told. */
  noRecipientAfterMs: number;
  overdueAfterMs: number;
  /** Of the dashboard, for links. */
  dashboardUrl?: string | undefined;
  onGivenUp: (message: { id: string; attempts: number }) => void;
  /** Told of errors of the connection that belong to no call. */
  onError: (error: Error) => void;
  now?: () => number;
}): Notifications {
  const { redis, ledger, keyring, noRecipientAfterMs, overdueAfterMs, onError } = options;
  const newcomers = createNewcomers({ connection: redis, onError });
  const deadLetters = createDeadLetters({ connection: redis, onError });
  const quarantine = createQuarantine({ connection: redis, onError });
  const owed = createOwedRegister({ redis });
  const sender = createSender(options);
  const read = createExampleReader({ ledger, deadLetters, quarantine, newcomers, keyring });
  const readExample = (one: Parameters<typeof read.confirmation>[0]) => read.confirmation(one);
  const notify = createNotifier({
    ...options,
    store: createNotificationStore({ redis, keyring }),
    send: (message, signal) => sender.send(message, signal),
    watches: {
      processes: createProcessWatch({ readReports: () => readReports(redis) }),
      deadLetters: createDeadLetterWatch({
        newcomers,
        readExample: (one) => read.deadLetter(one),
      }),
      quarantine: createQuarantineWatch({ newcomers, readExample: (one) => read.quarantined(one) }),
      overdue: createOverdueWatch({ owed, afterMs: overdueAfterMs, readExample }),
      expiring: createExpiringWatch({ readWarned: (recency) => readWarned(redis, recency) }),
      noRecipient: createNoRecipientWatch({ owed, afterMs: noRecipientAfterMs, readExample }),
    },
  });
  return {
    notify,
    async close() {
      const closing = [sender, newcomers, deadLetters, quarantine].map((part) => part.close());
      await withDeadline(Promise.allSettled(closing), {
        what: 'closing the queues',
        timeoutMs: closeTimeoutMs,
      });
    },
  };
}
