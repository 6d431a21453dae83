import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startRedis, startSmtpStandIn, type RedisProgram } from '@ticketpost/testkit';
import { startIngest, startWorker, type MeasuredApp } from './apps.ts';
import { freshBody } from './load.ts';
import { percentile } from './statistics.ts';

const ordersPerSecond = 20;

/** Time from the POST to the mail's arrival at the mail server, at a steady 20 orders a second. */
export async function measureLatency(options: {
  program: RedisProgram;
  orders: number;
}): Promise<string[]> {
  const times = await timeOrders({ ...options, ordersPerSecond });
  return [
    `### From POST to the mail's arrival, ${ordersPerSecond} orders a second`,
    '',
    '| orders | p50 ms | p99 ms |',
    '| --- | --- | --- |',
    `| ${times.length} | ${percentile(times, 0.5).toFixed(1)} | ${percentile(times, 0.99).toFixed(1)} |`,
    '',
  ];
}

/**
 * The times in ms from each POST to its mail, at a steady rate. Without those of the first two
 * seconds, which open connections and warm up the compilers.
 */
export async function timeOrders(options: {
  program: RedisProgram;
  orders: number;
  ordersPerSecond: number;
  workerEnvironment?: Record<string, string>;
}): Promise<number[]> {
  const { program, orders, ordersPerSecond, workerEnvironment } = options;
  const redis = await startRedis({ program, appendOnly: 'always' });
  const smtp = await startSmtpStandIn();
  const apps: MeasuredApp[] = [];
  try {
    const ingest = await startIngest(redis.url);
    apps.push(ingest);
    apps.push(await startWorker(redis.url, smtp.url, workerEnvironment));
    const latencies: Promise<number>[] = [];
    for (let n = 0; n < orders; n++) {
      latencies.push(timeOne(ingest.url, smtp));
      await pause(1000 / ordersPerSecond);
    }
    return (await Promise.all(latencies)).slice(ordersPerSecond * 2);
  } finally {
    for (const { child } of apps) await child.stop();
    await smtp.close();
    await redis.stop();
  }
}

async function timeOne(
  url: string,
  smtp: Awaited<ReturnType<typeof startSmtpStandIn>>,
): Promise<number> {
  const body = freshBody();
  const { data } = JSON.parse(body) as { data: { orderNo: string } };
  const startedAt = performance.now();
  const arrived = smtp.nextMail((mail) => mail.subject.includes(data.orderNo), {
    timeoutMs: 30_000,
  });
  await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  await arrived;
  return performance.now() - startedAt;
}
