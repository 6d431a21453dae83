/** An advisory that is known and does not fail the audit until the day is over. */
export interface IgnoredAdvisory {
  /** `GHSA-…`. */
  id: string;
  reason: string;
  /** The last day, `YYYY-MM-DD`; at most 90 days ahead, so that somebody looks again. */
  until: string;
}

export const ignoredAdvisories: readonly IgnoredAdvisory[] = [];
