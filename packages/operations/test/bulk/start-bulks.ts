import { Redis } from 'ioredis';
import { createLedger } from '@ticketpost/ledger';
import {
  createDeadLetters,
  createDeadLetterTally,
  createIntake,
  createQuarantine,
} from '@ticketpost/queue';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import { createBulkStore, type BulkStore } from '../../src/bulk/bulk-store.ts';
import { createBulkWorks } from '../../src/bulk/bulk-works.ts';
import { createBulks, type Bulks, type BulksOptions } from '../../src/bulk/create-bulks.ts';
import { createRedriveDeadLetter } from '../../src/redrive-dead-letter.ts';
import { createReleaseQuarantined } from '../../src/release-quarantined.ts';
import { keyring } from '../start-operations.ts';

export interface StartedBulks {
  readonly bulks: Bulks;
  /** What was audited: each action, and the kind of its end. */
  readonly audited: { action: object; outcome?: string }[];
  readonly errors: Error[];
  stop(): Promise<void>;
}

/**
 * Bulks as one dashboard has them, over a connection of their own. `alter` gets between them and
 * their ports.
 */
export function startBulks(
  redisUrl: string,
  alter: { store?: (store: BulkStore) => BulkStore; works?: AlterWorks; audit?: Audit } = {},
): StartedBulks {
  const connection: Redis = connectRedis({
    url: redisUrl,
    use: { for: 'answers', commandTimeoutMs: 500 },
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  const onError = () => undefined;
  const ledger = createLedger({ redis: connection, sealer: keyring });
  const deadLetters = createDeadLetters({ connection, onError });
  const quarantine = createQuarantine({ connection, onError });
  const intake = createIntake({ connection, timeoutMs: 5000, onError });
  const tally = createDeadLetterTally({ connection, onError });
  const parts = { deadLetters, quarantine, intake, ledger, keyring, now: Date.now };
  const works = createBulkWorks({
    tally,
    quarantine,
    redriveDeadLetter: createRedriveDeadLetter(parts),
    releaseQuarantined: createReleaseQuarantined(parts),
  });
  const store = createBulkStore({ redis: connection, placeMs: 2000 });
  const audited: StartedBulks['audited'] = [];
  const errors: Error[] = [];
  const bulks = createBulks({
    store: alter.store?.(store) ?? store,
    works: alter.works?.(works) ?? works,
    audit: alter.audit ?? {
      async around(action, work) {
        const entry: { action: object; outcome?: string } = { action };
        audited.push(entry);
        const result = await work();
        entry.outcome = result.kind;
        return result;
      },
    },
    onError: (error) => {
      errors.push(error);
    },
  });
  return {
    bulks,
    audited,
    errors,
    async stop() {
      await bulks.close();
      await tally.close();
      await Promise.all([deadLetters, quarantine, intake].map((part) => part.close()));
      connection.disconnect();
    },
  };
}

type AlterWorks = (works: BulksOptions['works']) => BulksOptions['works'];
type Audit = BulksOptions['audit'];
