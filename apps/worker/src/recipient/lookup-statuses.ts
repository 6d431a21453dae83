import type { LookupFailureCode } from './lookup-outcome.ts';

interface StatusRow {
  status: RegExp;
  /** `read`: the body tells. */
  means: 'read' | 'not_known' | LookupFailureCode;
}

/** What the status of a lookup's answer means; the first row that applies decides. */
export const lookupStatuses: readonly StatusRow[] = [
  { status: /^200$/, means: 'read' },
  { status: /^(204|404|410)$/, means: 'not_known' },
  { status: /^3/, means: 'lookup_redirected' },
  { status: /^40[13]$/, means: 'lookup_refused' },
  { status: /^(408|425|429|5\d\d)$/, means: 'lookup_unavailable' },
  { status: /^/, means: 'lookup_failed' },
];
