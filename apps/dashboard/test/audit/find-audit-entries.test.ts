import { describe, expect, test } from '@jest/globals';
import type { AuditEntry } from '@ticketpost/operations';
import { findAuditEntries } from '../../src/audit/find-audit-entries.ts';

/** A log of `count` lines, newest first, each tenth of them by olga; it counts how much is read. */
function logOf(count: number) {
  const all: AuditEntry[] = Array.from({ length: count }, (_, n) => ({
    id: `${count - n}-0`,
    at: '2026-01-02T03:04:05.000Z',
    action: n % 2 === 0 ? 'redrive' : 'discard',
    by: n % 10 === 0 ? 'olga' : 'otto',
    via: 'dashboard',
  }));
  const log = {
    read: 0,
    list({ before, limit }: { before?: string | undefined; limit: number }) {
      const from = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
      const entries = all.slice(from, from + limit);
      log.read += entries.length;
      const last = entries.at(-1);
      const hasMore = from + limit < all.length && last !== undefined;
      return Promise.resolve(hasMore ? { entries, next: last.id } : { entries });
    },
  };
  return log;
}

describe('the audit log by person', () => {
  test('comes in pages without gaps or repeats', async () => {
    const audit = logOf(1000);
    const ids: string[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page = await findAuditEntries({ audit, filter: { by: 'olga' }, before, limit: 30 });
      ids.push(...page.entries.map(({ id }) => id));
      before = page.next;
      pages += 1;
    } while (before !== undefined);
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
    expect(pages).toBe(4);
  });

  test('reads a few thousand lines at most, and says where to go on', async () => {
    const audit = logOf(20_000);
    const page = await findAuditEntries({ audit, filter: { by: 'nobody' }, limit: 30 });
    expect(page).toEqual({ entries: [], next: '15001-0' });
    expect(audit.read).toBe(5000);
  });

  test('is empty at the end when there is nobody', async () => {
    const page = await findAuditEntries({ audit: logOf(500), filter: { by: 'nobody' }, limit: 30 });
    expect(page).toEqual({ entries: [] });
  });

  test('goes by the action too', async () => {
    const filter = { by: 'olga', action: 'discard' } as const;
    const page = await findAuditEntries({ audit: logOf(500), filter, limit: 30 });
    expect(page.entries).toEqual([]);
  });
});
