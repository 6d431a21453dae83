import { setTimeout as delay } from 'node:timers/promises';
import type { FaultSystem } from '../system/fault-system.ts';
import { countOpenJobs } from './read-jobs.ts';
import { readJournalEntries } from './read-journal-entries.ts';

const pauseMs = 300;

/**
 * Waits until every app is alive, no job is open and no journal holds anything, twice in a row: a
 * delivery that is being drained is in neither count for an instant. Resolves with what is left when
 * the bound passes first.
 */
export async function waitUntilSettled(
  { redis: { client }, apps, ingests }: FaultSystem,
  { timeoutMs }: { timeoutMs: number },
): Promise<string | undefined> {
  const giveUpAt = Date.now() + timeoutMs;
  const alive = await Promise.all(apps.map((app) => app.waitUntilAlive()));
  const dead = apps.filter((_app, index) => alive[index] !== true);
  if (dead.length > 0) return `not alive: ${dead.map(({ name }) => name).join(', ')}`;
  const adminUrls = ingests.map(({ adminUrl }) => adminUrl);
  let quiet = 0;
  for (;;) {
    const journal = await readJournalEntries(adminUrls);
    const open = await countOpenJobs(client);
    quiet = open === 0 && journal === 0 ? quiet + 1 : 0;
    if (quiet === 2) return undefined;
    if (Date.now() > giveUpAt) {
      return `${open} jobs open and ${journal ?? 'an unknown number of'} journal entries after ${timeoutMs} ms`;
    }
    await delay(pauseMs);
  }
}
