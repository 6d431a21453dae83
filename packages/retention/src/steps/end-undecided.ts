import type { UndecidedKind } from '../report/kinds.ts';
import { dayMs, warningMs } from '../report/periods.ts';
import type { WarnedStore } from '../warned-store.ts';
import type { StepContext } from './retention-step.ts';

/** Something that waits for a person, since a time in ms since the epoch. */
interface Undecided {
  id: string;
  sinceMs: number;
}

const pageSize = 200;

/**
 * Goes through what waits for a person, oldest first. What is near the end of its period is noted, so that
 * it is told of; what is past it expires, but not before it has been told of for `warningMs`: neither a
 * shorter period nor an update ends anything unheard.
 */
export async function endUndecided<Item extends Undecided>(
  context: StepContext,
  options: {
    kind: UndecidedKind;
    periodDays: number;
    /** Those that wait since before a time, oldest first, `skip` of them passed over. */
    page: (request: { untilMs: number; skip: number; limit: number }) => Promise<readonly Item[]>;
    /** Whether it is gone; else it is looked at again by the next run. */
    end: (item: Item) => Promise<boolean>;
    warned: Pick<WarnedStore, 'note' | 'read' | 'keepOnly'>;
  },
): Promise<void> {
  const { nowMs, isDryRun } = context;
  const { kind, periodDays, page, end, warned } = options;
  const periodMs = periodDays * dayMs;
  const untilMs = nowMs - periodMs + warningMs;
  const told = new Set<string>();
  const ended = new Set<string>();

  for (let skip = 0; ;) {
    const items = await page({ untilMs, skip, limit: pageSize });
    if (items.length === 0) break;
    const ids = items.map(({ id }) => id);
    const toldSince = isDryRun ? await warned.read(kind, ids) : await warned.note(kind, ids, nowMs);
    for (const [index, item] of items.entries()) {
      skip += 1;
      if (told.has(item.id) || ended.has(item.id)) continue;
      const since = toldSince[index];
      const isTold = since !== undefined && nowMs - since >= warningMs;
      const isOver = isTold && nowMs - item.sinceMs >= periodMs;
      if (!isOver) {
        told.add(item.id);
        context.countExpiring(kind, 1);
      } else if (isDryRun) {
        ended.add(item.id);
        context.count(kind, 1);
      } else if (await end(item)) {
        ended.add(item.id);
        // What followed it moves up.
        skip -= 1;
        context.count(kind, 1);
      } else {
        told.add(item.id);
      }
    }
    await context.pause();
  }
  if (!isDryRun) await warned.keepOnly(kind, told);
}
