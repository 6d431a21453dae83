/** How long what is kept, in days. */
export interface RetentionPeriods {
  orders: number;
  personal: number;
  deadLetters: number;
  quarantine: number;
  audit: number;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** For so long what waits for a person is told of before it expires, whatever its period. */
export const warningMs = 14 * dayMs;

/** A job that ended well says nothing that the order's timeline does not say. */
export const completedJobMs = 24 * 60 * 60 * 1000;

export function isSamePeriods(one: RetentionPeriods, other: RetentionPeriods): boolean {
  return (
    one.orders === other.orders &&
    one.personal === other.personal &&
    one.deadLetters === other.deadLetters &&
    one.quarantine === other.quarantine &&
    one.audit === other.audit
  );
}
