import { showAuditEntry, type AuditEntry } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';

/** How the audit log is written to a file. */
export const exportFormats = {
  ndjson: { type: 'application/x-ndjson', line: toNdjson },
  csv: { type: 'text/csv; charset=utf-8', line: toCsv },
} as const;

export type ExportFormat = keyof typeof exportFormats;

const columns = [
  'at',
  'id',
  'by',
  'role',
  'via',
  'action',
  'orderNo',
  'deliveryId',
  'detail',
  'why',
  'outcome',
] as const satisfies (keyof AuditEntry)[];

/** The whole log as lines of a file, oldest first, in pieces. */
export async function* exportAudit(
  entries: AsyncIterable<AuditEntry>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  const { line } = exportFormats[format];
  for await (const entry of entries) yield line(showAuditEntry(entry));
}

function toNdjson(entry: AuditEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** RFC 4180. */
function toCsv(entry: AuditEntry): string {
  const shown = { ...entry, why: entry.why ?? describeUnreadable(entry) };
  return `${columns.map((column) => toField(shown[column] ?? '')).join(',')}\r\n`;
}

/** In the place of words that are there, and cannot be read. */
function describeUnreadable({ isUnreadable, missingKey }: AuditEntry): string | undefined {
  if (missingKey !== undefined) return `(${describeMissingKeys([missingKey])})`;
  return isUnreadable === true ? '(altered since it was sealed)' : undefined;
}

/** Spreadsheets run what begins like a formula, in full width too; an apostrophe makes it text. */
function toField(value: string): string {
  const text = /^[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
