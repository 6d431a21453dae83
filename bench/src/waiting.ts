import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import {
  buildSupplierOrder,
  sampleDelivery,
  startRedis,
  startSmtpStandIn,
  startSupplierStandIn,
  type RedisProgram,
} from '@ticketpost/testkit';
import { startIngest, startWorker } from './apps.ts';
import { postFreshOrders } from './load.ts';

const waiting = 10_000;
const watchMs = 10_000;

/** What confirmations cost that wait: for an address, or for the supplier to say that they are ticketed. */
export async function measureWaiting({ program }: { program: RedisProgram }): Promise<string[]> {
  const { paxTicketInfos: passengers } = sampleDelivery().data;
  const supplier = await startSupplierStandIn({
    unknownOrders: (orderNo) => buildSupplierOrder({ orderNo, passengers, state: 'paid' }),
  });
  const credentials = {
    ATLAS_BASE_URL: supplier.url,
    ATLAS_CLIENT_ID: supplier.clientId,
    ATLAS_CLIENT_SECRET: supplier.clientSecret,
    ATLAS_RECHECK_DELAYS_MS: '3600000',
    RECONCILE_EVERY_MS: '0',
  };
  try {
    const none = await watch(program, { orders: 0, until: '', worker: {} });
    const address = await watch(program, {
      orders: waiting,
      until: 'no_recipient',
      worker: { FALLBACK_RECIPIENT: '' },
    });
    const queriesBefore = supplier.queries.total;
    const ticket = await watch(program, {
      orders: waiting,
      until: 'unconfirmed',
      worker: credentials,
    });
    const queries = supplier.queries.total - queriesBefore;
    const row = (name: string, { perSecond, bytes }: Watched) =>
      `| ${name} | ${perSecond.toFixed(1)} | ${bytes === undefined ? '' : bytes.toFixed(0)} |`;
    return [
      `### What ${waiting} confirmations cost that wait, over ${watchMs / 1000} s`,
      '',
      '| | Redis commands a second | bytes in Redis each |',
      '| --- | --- | --- |',
      row('none', none),
      row('for an address', address),
      row('for the supplier', ticket),
      '',
      `Queries of the supplier while they waited: ${queries - waiting}.`,
      '',
    ];
  } finally {
    await supplier.close();
  }
}

interface Watched {
  perSecond: number;
  bytes: number | undefined;
}

async function watch(
  program: RedisProgram,
  about: { orders: number; until: string; worker: Record<string, string> },
): Promise<Watched> {
  const { orders, until } = about;
  const redis = await startRedis({ program, appendOnly: 'everysec' });
  const smtp = await startSmtpStandIn();
  const client = new Redis(redis.url);
  const ingest = await startIngest(redis.url);
  try {
    const worker = await startWorker(redis.url, smtp.url, about.worker);
    const before = await readInfo(client, 'used_memory');
    if (orders > 0) {
      await postFreshOrders({ url: ingest.url, connections: 16, amount: orders });
      const metric = `ticketpost_attempts_total{outcome="${until}"}`;
      // The counter has no event to wait on.
      while ((await worker.readMetric(escape(metric))) < orders) await pause(250);
    }
    const bytes = orders === 0 ? undefined : (await readInfo(client, 'used_memory')) - before;
    const begun = await readInfo(client, 'total_commands_processed');
    await pause(watchMs);
    const done = await readInfo(client, 'total_commands_processed');
    await worker.child.stop();
    return {
      perSecond: ((done - begun) * 1000) / watchMs,
      bytes: bytes === undefined ? undefined : bytes / orders,
    };
  } finally {
    await ingest.child.stop();
    client.disconnect();
    await smtp.close();
    await redis.stop();
  }
}

/** `readMetric` takes a name as a regular expression. */
function escape(text: string): string {
  return text.replace(/[{}"]/g, '\\$&');
}

async function readInfo(client: Redis, field: string): Promise<number> {
  return Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(await client.info())?.[1]);
}
