import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTinyDisk } from '../system/journal-folder.ts';
import { demandNoDeadLetters, demandNotes } from './demands.ts';
import type { Scenario } from './scenario.ts';

/** A few hundred deliveries fill it. */
const tinySize = '1m';

export const journalDiskFull: Scenario = {
  name: 'journal-disk-full',
  sentence: "Redis is away and the disk of ingest's journal is full: 503, and no 200 that lies",
  load: (size) => (size === 'full' ? { orders: 3000, seconds: 30 } : { orders: 1500, seconds: 8 }),
  async prepare() {
    const probe = await mkdtemp(join(tmpdir(), 'ticketpost-disk-'));
    const disk = await makeTinyDisk(probe, tinySize);
    if (disk.kind === 'made') await disk.folder.remove();
    await rm(probe, { recursive: true, force: true });
    if (disk.kind === 'not_permitted') return { kind: 'not_run', why: disk.why };
    return {
      kind: 'ready',
      system: {
        journalFolder: async (path) => {
          const made = await makeTinyDisk(path, tinySize);
          if (made.kind === 'not_permitted') throw new Error(made.why);
          return made.folder;
        },
      },
    };
  },
  async faults({ system, load, pause, random, note }) {
    await pause(random.integer(500, 1500));
    await system.redis.kill();
    note('Redis killed');
    const refusals = (): number =>
      load.posted.filter(({ answer }) => answer.kind === 'refused' && answer.status === 503).length;
    while (!load.isOver() && refusals() < 50) await pause(100);
    await system.redis.restart();
  },
  expect: (outcome) => {
    const { deliveries } = outcome.evidence;
    const isRefused = deliveries.some(
      ({ answer }) => answer.kind === 'refused' && answer.status === 503,
    );
    return [
      ...demandNotes(outcome, 'Redis killed'),
      ...demandNoDeadLetters(outcome),
      ...(isRefused ? [] : ['the disk never filled up: no 503']),
    ];
  },
};
