import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { ProblemCode } from './http/problem.ts';

/** Ingest's metrics. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: 'ticketpost_deliveries_total',
    help: 'Deliveries from authentic callers, by what was answered',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return {
    registry,
    countDelivery: (outcome: 'accepted' | ProblemCode) => {
      deliveries.inc({ outcome });
    },
  };
}
