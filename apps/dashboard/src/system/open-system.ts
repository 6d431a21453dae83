import { createOwedRegister, type OwedRegister } from '@ticketpost/ledger';
import { createMonitor, type Monitor } from '@ticketpost/monitoring';
import type { Bulks, Operations } from '@ticketpost/operations';
import {
  createDeadLetters,
  createDeadLetterTally,
  type DeadLetters,
  type DeadLetterTally,
} from '@ticketpost/queue';
import { withDeadline } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';

/** What the pages about the whole system read from. */
export interface System {
  monitor: Monitor;
  tally: DeadLetterTally;
  deadLetters: DeadLetters;
  owed: OwedRegister;
  bulks: Bulks;
  /** Breaks off the bulks that run here; takes a second or two at most. */
  close(): Promise<void>;
}

/** Closing a queue waits for Redis, for ever when there is none. */
const closeTimeoutMs = 1000;

/** Opens it over a connection that fails fast and stays the caller's to close. */
export function openSystem(options: {
  connection: Redis;
  operations: Pick<Operations, 'bulksOver'>;
  /** Told of errors of the connection that belong to no request. */
  onError: (error: unknown) => void;
  /** How often it is looked for new dead letters. */
  tallyEveryMs?: number;
}): System {
  const { connection, operations, onError, tallyEveryMs } = options;
  const tally = createDeadLetterTally({
    connection,
    onError,
    ...(tallyEveryMs === undefined ? {} : { everyMs: tallyEveryMs }),
  });
  const monitor = createMonitor({ redis: connection, onError, deadLetters: tally });
  const deadLetters = createDeadLetters({ connection, onError });
  const bulks = operations.bulksOver(tally);
  const bound = (what: string, work: Promise<unknown>) =>
    withDeadline(work, { what, timeoutMs: closeTimeoutMs });
  return {
    monitor,
    tally,
    deadLetters,
    owed: createOwedRegister({ redis: connection, onError }),
    bulks,
    async close() {
      await bound('breaking off the bulks', bulks.close()).catch(onError);
      await bound(
        'closing the queues',
        Promise.all([monitor, tally, deadLetters].map((part) => part.close())),
      );
    },
  };
}
