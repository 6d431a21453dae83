import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { startIngest } from './apps.ts';
import { postFreshOrders, sealedJob } from './load.ts';

const connections = 64;
const enqueueTimeoutMs = 1000;
const ratePerSecond = 500;
const bulkSize = 500;

/**
 * Acknowledgements while Redis is frozen, and how fast the journal is empty once it is back, next to
 * bare bulk writes of jobs of the same size by a process that does nothing else.
 */
export async function measureJournal(options: {
  program: RedisProgram;
  seconds: number;
}): Promise<string[]> {
  const { program, seconds } = options;
  const redis = await startRedis({ program, appendOnly: 'always' });
  const folder = await mkdtemp(join(tmpdir(), 'ticketpost-bench-'));
  const ingest = await startIngest(redis.url, {
    JOURNAL_DIR: join(folder, 'journal'),
    ENQUEUE_TIMEOUT_MS: String(enqueueTimeoutMs),
  });
  try {
    const { url, readMetric } = ingest;
    await postFreshOrders({ url, connections, seconds: 2 });
    redis.freeze();
    const first = await postFreshOrders({ url, connections, amount: connections });
    const steady = await postFreshOrders({ url, connections, seconds, ratePerSecond });
    const later = await postFreshOrders({ url, connections, seconds });
    const entries = await readMetric('ticketpost_journal_entries');
    redis.thaw();
    const startedAt = performance.now();
    while ((await readMetric('ticketpost_journal_entries')) > 0) await pause(20);
    const drainedPerSecond = entries / ((performance.now() - startedAt) / 1000);
    const barePerSecond = await addInBulk(redis.url, entries);
    return [
      `### Redis frozen, \`appendfsync always\`, ${connections} connections`,
      '',
      '| | acknowledged a second | p50 ms | p99 ms | failures | aim, p99 ms |',
      '| --- | --- | --- | --- | --- | --- |',
      `| the first ${connections} | | ${first.p50Ms} | ${first.p99Ms} | ${first.failures} | ≤ ${1.2 * enqueueTimeoutMs} |`,
      `| then, at a steady ${ratePerSecond} a second | ${steady.perSecond.toFixed(0)} | ${steady.p50Ms} | ${steady.p99Ms} | ${steady.failures} | ≤ 50 |`,
      `| then, as fast as it goes | ${later.perSecond.toFixed(0)} | ${later.p50Ms} | ${later.p99Ms} | ${later.failures} | |`,
      '',
      `Journal of ${entries} entries empty again at ${drainedPerSecond.toFixed(0)} a second (aim: ≥ 2000); bare bulk writes of the same jobs: ${barePerSecond.toFixed(0)} a second; ratio ${(drainedPerSecond / barePerSecond).toFixed(2)}`,
      '',
    ];
  } finally {
    redis.thaw();
    await ingest.child.stop();
    await redis.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Jobs a second that one process writes, two bulks under way. */
async function addInBulk(redisUrl: string, count: number): Promise<number> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('bare', { connection });
  const startedAt = performance.now();
  let added = 0;
  const writeOn = async () => {
    while (added < count) {
      added += bulkSize;
      await queue.addBulk(Array.from({ length: bulkSize }, sealedJob));
    }
  };
  await Promise.all([writeOn(), writeOn()]);
  const perSecond = added / ((performance.now() - startedAt) / 1000);
  await queue.close();
  connection.disconnect();
  return perSecond;
}
