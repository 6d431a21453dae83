import { maskMailboxes } from '@ticketpost/schema';
import type { AuditEntry } from './audited-action.ts';

/** A line of the audit log as pages, programs and exports may see it: mailboxes masked. */
export function showAuditEntry({ why, ...entry }: AuditEntry): AuditEntry {
  return { ...entry, ...(why === undefined ? {} : { why: maskMailboxes(why) }) };
}
