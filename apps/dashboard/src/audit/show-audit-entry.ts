import type { AuditEntry } from '@ticketpost/operations';
import { maskMailboxes } from '@ticketpost/schema';

/** A line of the audit log as pages, programs and exports may see it: mailboxes masked. */
export function showAuditEntry({ why, ...entry }: AuditEntry): AuditEntry {
  return { ...entry, ...(why === undefined ? {} : { why: maskMailboxes(why) }) };
}
