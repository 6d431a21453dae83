import { listMetrics } from './own-metrics.ts';
import { readPromql } from './read-promql.ts';

/** Labels that Prometheus itself puts on whatever it scrapes. */
const scrapeLabels = ['job', 'instance'];

/** Series that Prometheus makes by itself. */
const ownSeries: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ['alertname', 'alertstate', 'severity'],
};

const series = new Map<string, readonly string[]>([
  ...Object.entries(ownSeries),
  ...listMetrics().flatMap(({ name, type, labels }): [string, readonly string[]][] =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, [...labels, 'le']],
          [`${name}_sum`, labels],
          [`${name}_count`, labels],
        ]
      : [[name, labels]],
  ),
]);

/** What an expression asks for that no app exports, in words; empty when all is there. */
export function findPromqlProblems(expression: string): string[] {
  const { problems, selectors, groupings } = readPromql(expression);
  const known = new Set(scrapeLabels);
  const unknown = selectors.flatMap(({ metric, labels }) => {
    const itsLabels = series.get(metric);
    if (itsLabels === undefined) return [`no app exports ${metric}`];
    for (const label of itsLabels) known.add(label);
    return labels
      .filter((label) => !itsLabels.includes(label) && !scrapeLabels.includes(label))
      .map((label) => `${metric} has no label ${label}`);
  });
  const ungrouped = groupings
    .filter((label) => !known.has(label))
    .map((label) => `nothing in ${expression} has a label ${label}`);
  return [...problems, ...unknown, ...ungrouped];
}

/** The metrics that an expression asks for. */
export function findMetrics(expression: string): string[] {
  return readPromql(expression).selectors.map(({ metric }) => metric);
}

/** The labels that what an expression asks for may have. */
export function findLabels(expression: string): string[] {
  const metrics = findMetrics(expression);
  return [...scrapeLabels, ...metrics.flatMap((metric) => series.get(metric) ?? [])];
}
