import type { BulkKind } from '@ticketpost/operations';
import { bulkWords } from './bulk-words.ts';

export function bulkPath(id: string, ...below: readonly string[]): string {
  return ['/bulk', encodeURIComponent(id), ...below].join('/');
}

/** Where a bulk is looked at beforehand, and begun. */
export function bulkFormPath(kind: BulkKind, reason: string): string {
  return `${bulkWords[kind].path}?reason=${encodeURIComponent(reason)}`;
}
