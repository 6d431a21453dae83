/** What stands for every value that is not among those that were foreseen. */
export const otherLabel = 'other';

/**
 * Makes a metric's label out of a value from anywhere: one of `values`, or `other`. Each value of a
 * label is a time series of its own, so that a label out of an open set would fill whoever keeps them.
 */
export function closeLabel(values: readonly string[]): (value: string) => string {
  const known = new Set(values);
  return (value) => (known.has(value) ? value : otherLabel);
}
