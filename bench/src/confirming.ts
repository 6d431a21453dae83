import {
  buildSupplierOrder,
  sampleDelivery,
  startSupplierStandIn,
  type RedisProgram,
} from '@ticketpost/testkit';
import { timeOrders } from './latency.ts';
import { percentile } from './statistics.ts';

const ordersPerSecond = 50;
const answerMs = 300;

/** A query takes a slot of the worker: as many as answers are awaited at that rate, and as many again. */
const slots = String(2 * Math.ceil((ordersPerSecond * answerMs) / 1000));

/** What it costs to ask the supplier about each order, against believing the event. */
export async function measureConfirming(options: {
  program: RedisProgram;
  orders: number;
}): Promise<string[]> {
  const { program } = options;
  const orders = Math.max(options.orders, ordersPerSecond * 4);
  const { paxTicketInfos: passengers } = sampleDelivery().data;
  const supplier = await startSupplierStandIn({
    latencyMs: answerMs,
    unknownOrders: (orderNo) => buildSupplierOrder({ orderNo, passengers }),
  });
  try {
    const row = (name: string, times: readonly number[], queries: number) => {
      const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
      return `| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${(queries / orders).toFixed(2)} |`;
    };
    const run = { program, orders, ordersPerSecond };
    const believed = await timeOrders({
      ...run,
      workerEnvironment: { WORKER_CONCURRENCY: slots },
    });
    const confirmed = await timeOrders({
      ...run,
      workerEnvironment: {
        WORKER_CONCURRENCY: slots,
        ATLAS_CONCURRENCY: slots,
        ATLAS_BASE_URL: supplier.url,
        ATLAS_CLIENT_ID: supplier.clientId,
        ATLAS_CLIENT_SECRET: supplier.clientSecret,
        RECONCILE_EVERY_MS: '0',
      },
    });
    return [
      `### From POST to the mail's arrival, ${ordersPerSecond} orders a second, WORKER_CONCURRENCY=${slots}`,
      '',
      '| event | p50 ms | p99 ms | queries an order |',
      '| --- | --- | --- | --- |',
      row('believed', believed, 0),
      row(
        `confirmed by a supplier that answers in ${answerMs} ms`,
        confirmed,
        supplier.queries.total,
      ),
      '',
    ];
  } finally {
    await supplier.close();
  }
}
