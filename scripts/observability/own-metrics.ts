import { createMetrics as createDashboardMetrics } from '../../apps/dashboard/src/metrics/create-metrics.ts';
import { createJournalMetrics } from '../../apps/ingest/src/journal-metrics.ts';
import { createMetrics as createIngestMetrics } from '../../apps/ingest/src/metrics.ts';
import { createMetrics as createWorkerMetrics } from '../../apps/worker/src/metrics.ts';

type Registry = ReturnType<typeof createDashboardMetrics>;

/** A metric as the code defines it. */
export interface OwnMetric {
  app: 'ingest' | 'worker' | 'dashboard';
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly string[];
  /** Whether every client library of Prometheus for Node exports it. */
  isDefault: boolean;
}

/** Every metric of every app, out of the very registries that the apps serve. */
export function listMetrics(): OwnMetric[] {
  const ingest = createIngestMetrics().registry;
  createJournalMetrics({
    registry: ingest,
    readStatus: () => ({ isUsable: true, entries: 0, setAside: 0 }),
    isBreakerOpen: () => false,
  });
  const readNothing = () => Promise.reject(new Error('none'));
  const dashboard = createDashboardMetrics({ readState: readNothing, readCustody: readNothing });
  return [
    ...readRegistry('ingest', ingest),
    ...readRegistry('worker', createWorkerMetrics().registry),
    ...readRegistry('dashboard', dashboard),
  ];
}

/** What our documents and rules are about. */
export function listOwnMetrics(): OwnMetric[] {
  return listMetrics().filter(({ isDefault }) => !isDefault);
}

function readRegistry(app: OwnMetric['app'], registry: Registry): OwnMetric[] {
  return registry.getMetricsAsArray().map((metric) => {
    const { name, help, type, labelNames } = metric as unknown as {
      name: string;
      help: string;
      type: OwnMetric['type'];
      labelNames: readonly string[];
    };
    return {
      app,
      name,
      help,
      type,
      labels: labelNames,
      isDefault: !name.startsWith('ticketpost_'),
    };
  });
}
