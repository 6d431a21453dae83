import type { AuditEntry, AuditLog } from '@ticketpost/operations';

export interface AuditFilter {
  by?: string | undefined;
  action?: AuditEntry['action'] | undefined;
}

export interface AuditPage {
  entries: AuditEntry[];
  /** Where to go on; absent at the end. */
  next?: string;
}

/** Entries read at a time, and at most for one page, of however few the filter lets through. */
const stepSize = 200;
const mostSteps = 25;

/**
 * One page of the audit log, newest first. A filter is looked for among a few thousand entries; a
 * page that found fewer than it may hold by then still says where to go on.
 */
export async function findAuditEntries(options: {
  audit: Pick<AuditLog, 'list'>;
  filter: AuditFilter;
  before?: string | undefined;
  limit: number;
}): Promise<AuditPage> {
  const { audit, filter, before, limit } = options;
  if (filter.by === undefined && filter.action === undefined) {
    return await audit.list({ before, limit });
  }
  const entries: AuditEntry[] = [];
  let from = before;
  for (let step = 0; step < mostSteps; step += 1) {
    const found = await audit.list({ before: from, limit: stepSize });
    for (const entry of found.entries) {
      if (!isWanted(entry, filter)) continue;
      entries.push(entry);
      if (entries.length === limit) {
        const isLast = found.next === undefined && found.entries.at(-1) === entry;
        return isLast ? { entries } : { entries, next: entry.id };
      }
    }
    if (found.next === undefined) return { entries };
    from = found.next;
  }
  return from === undefined ? { entries } : { entries, next: from };
}

function isWanted(entry: AuditEntry, { by, action }: AuditFilter): boolean {
  return (by === undefined || entry.by === by) && (action === undefined || entry.action === action);
}
