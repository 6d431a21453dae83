import { listOwnMetrics, type OwnMetric } from './own-metrics.ts';

/** The table of one app's metrics in docs/metrics.md. */
export function renderMetricsTable(app: OwnMetric['app']): string {
  const rows = listOwnMetrics()
    .filter((metric) => metric.app === app)
    .map(({ name, type, labels, help }) => {
      const shown = labels.map((label) => `\`${label}\``).join(', ');
      return `| \`${name}\` | ${type} | ${shown} | ${help} |`;
    });
  return ['| metric | type | labels | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
