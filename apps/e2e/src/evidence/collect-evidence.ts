import type { Load } from '../load/run-load.ts';
import type { FaultSystem } from '../system/fault-system.ts';
import type { Evidence } from './evidence.ts';
import { readJobs } from './read-jobs.ts';
import { readJournalEntries } from './read-journal-entries.ts';
import { readLedger } from './read-ledger.ts';
import { waitUntilSettled } from './wait-until-settled.ts';

/** Waits for the end, stops the apps, and reads what every party says, when nothing changes any more. */
export async function collectEvidence(
  system: FaultSystem,
  { posted: deliveries, booked: bookings }: Pick<Load, 'posted' | 'booked'>,
  options: { settleTimeoutMs: number },
): Promise<Evidence> {
  const { redis, ingests, mails, exits, supplier, mailboxes } = system;
  const unsettled = await waitUntilSettled(system, { timeoutMs: options.settleTimeoutMs });
  const journalEntries = await readJournalEntries(ingests.map(({ adminUrl }) => adminUrl));
  await system.stopApps();
  const acknowledged = deliveries.flatMap(({ answer }) =>
    answer.kind === 'acknowledged' ? [answer.deliveryId] : [],
  );
  return {
    deliveries,
    bookings: [...bookings],
    supplier: supplier?.record,
    mailboxes,
    mails: [...mails],
    ledger: await readLedger(redis.client),
    jobs: await readJobs(redis.client, acknowledged),
    journalEntries,
    exits: [...exits],
    unsettled,
  };
}
