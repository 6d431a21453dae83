import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { newOrderNo, sampleDelivery } from '@ticketpost/testkit';

export interface LoadResult {
  /** Answered with 2xx, a second. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answered otherwise, or not at all. */
  failures: number;
}

const sample = sampleDelivery();

/** The supplier's sample under an order number of its own. */
export function freshBody(): string {
  return JSON.stringify({ ...sample, data: { ...sample.data, orderNo: newOrderNo() } });
}

/** A job as large as ingest makes it of the sample, its payload as long as a sealed one. */
export function sealedJob() {
  const deliveryId = randomUUID();
  const payload = `k1.${'A'.repeat(1000)}`;
  const receivedAt = new Date().toISOString();
  const orderNo = newOrderNo();
  const type = 'order.ticketed';
  return {
    name: type,
    data: { v: 1, deliveryId, receivedAt, type, orderNo, payload },
    opts: { jobId: deliveryId, attempts: 1_000_000, backoff: { type: 'schedule' } },
  };
}

/**
 * Posts fresh orders over `connections` lines, for `seconds` or until `amount` were posted: as fast as
 * they are answered, or steadily at `ratePerSecond`.
 */
export async function postFreshOrders(options: {
  url: string;
  connections: number;
  seconds?: number;
  amount?: number;
  ratePerSecond?: number;
}): Promise<LoadResult> {
  const { url, connections, seconds, amount, ratePerSecond } = options;
  const result = await autocannon({
    url,
    connections,
    ...(amount === undefined ? { duration: seconds ?? 5 } : { amount }),
    ...(ratePerSecond === undefined ? {} : { overallRate: ratePerSecond }),
    method: 'POST',
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    requests: [{ setupRequest: (request) => ({ ...request, body: freshBody() }) }],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors,
  };
}
