/** What waits for a person, and expires when nobody decides. */
export const undecidedKinds = ['dead_letter', 'quarantined', 'owed_confirmation'] as const;

export type UndecidedKind = (typeof undecidedKinds)[number];

/**
 * What ends with time.
 *
 * - `completed_job`: a job that ended well.
 * - `late_quarantined`: a quarantined delivery that came after its order was erased, which is erased again for it.
 * - `personal_parts`: what is personal of one order.
 * - `order`: what is left of its record.
 * - `answer`: what was answered to a delivery.
 * - `search_set`: a part of a month's search index.
 * - `audit_line`: one line of the audit log.
 */
export const retentionKinds = [
  'completed_job',
  ...undecidedKinds,
  'late_quarantined',
  'personal_parts',
  'order',
  'answer',
  'search_set',
  'audit_line',
] as const;

export type RetentionKind = (typeof retentionKinds)[number];
