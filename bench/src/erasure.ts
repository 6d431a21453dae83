import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Redis } from 'ioredis';
import { createLedger } from '@ticketpost/ledger';
import { createAuditLog, createEraseEverywhere, createOperations } from '@ticketpost/operations';
import {
  createIntake,
  createJobsOfOrders,
  createKeyring,
  openEnvelope,
  parseEnvelope,
  sealEnvelope,
  type ErasurePayload,
} from '@ticketpost/queue';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { benchKey } from './apps.ts';
import { cloneOrders } from './operators/clone-orders.ts';
import { failJobs, quarantine } from './operators/fail-jobs.ts';
import { writeOrders, type WrittenOrder } from './operators/write-orders.ts';
import { percentile } from './statistics.ts';

export interface ErasureScale {
  orders: number;
  waitingJobs: number;
}

const writtenOrders = 2_000;
const erasedOrders = 40;
const deadLetters = 5_000;
const quarantined = 2_000;
const auditLines = 20_000;
const months = 13;
const together = 1_000;
const events = '{ticketpost}:events';

/**
 * How long it takes to erase one order among so many, on a queue on which so many others wait: until the
 * mark holds, and until nothing is left.
 */
export async function measureErasure({
  program,
  scale,
}: {
  program: RedisProgram;
  scale: ErasureScale;
}): Promise<string[]> {
  const server = await startRedis({ program });
  const redis = new Redis(server.url);
  const keyring = createKeyring([benchKey]);
  const onError = () => undefined;
  const operations = createOperations({
    connection: redis,
    keyring,
    storeTimeoutMs: 60_000,
    onError,
  });
  const jobs = createJobsOfOrders({ connection: redis, onError });
  const ledger = createLedger({ redis, sealer: keyring });
  try {
    const written = await plant(server.url, redis, scale);
    const eraseEverywhere = createEraseEverywhere({
      ledger,
      jobs,
      audit: createAuditLog({ redis, keyring }),
      forgetNotification: () => Promise.resolve(),
      keyring,
    });
    /** The job stands where the next worker takes it. */
    const takeErasure = async () => {
      const [id = ''] = await redis.lrange(`${events}:wait`, -1, -1);
      const envelope = parseEnvelope(
        JSON.parse((await redis.hget(`${events}:${id}`, 'data')) ?? ''),
      );
      if (envelope?.origin !== 'erasure') throw new Error('the erasure is not the next job');
      const opening = openEnvelope(keyring, envelope);
      const payload = (opening.kind === 'opened' ? opening.payload : {}) as ErasurePayload;
      const { deliveryId: askId, orderNo = '', receivedAt: askedAt } = envelope;
      return { ...payload, askId, orderNo, askedAt };
    };

    const marks: number[] = [];
    const completions: number[] = [];
    let removed = 0;
    const callsBefore = await readCalls(redis);
    await redis.config('SET', 'slowlog-log-slower-than', '2000');
    await redis.slowlog('RESET');
    for (const { orderNo } of written.slice(0, erasedOrders)) {
      const begunAt = performance.now();
      await operations.eraseOrder(orderNo, {
        ...{ by: 'olga', why: 'she asked', via: 'cli' },
      });
      marks.push(performance.now() - begunAt);
      const ask = await takeErasure();
      const workedFrom = performance.now();
      const outcome = await eraseEverywhere(ask);
      completions.push(performance.now() - workedFrom);
      if (outcome.kind !== 'erased') throw new Error(`expected an end, got ${outcome.kind}`);
      removed += outcome.jobs;
      await jobs.remove(ask.askId);
    }
    const calls = ((await readCalls(redis)) - callsBefore) / erasedOrders;
    const slowest = await readSlowest(redis);
    const show = (values: readonly number[]) =>
      `p50 ${percentile(values, 0.5).toFixed(1)} ms, p99 ${percentile(values, 0.99).toFixed(1)} ms`;
    return [
      `### Erasing one order among ${scale.orders}, with ${scale.waitingJobs} other jobs waiting`,
      '',
      `${erasedOrders} orders, one after another; ${deadLetters} dead letters, ${quarantined} in quarantine, ${auditLines} lines of the audit log; each order had ${(removed / erasedOrders).toFixed(1)} jobs.`,
      '',
      `- asked, and marked: ${show(marks)}`,
      `- from then until nothing is left: ${show(completions)}`,
      `- calls of Redis for one: ${calls.toFixed(0)}, those within scripts included`,
      `- the longest that Redis was at one of them: ${slowest.toFixed(1)} ms`,
      '',
    ];
  } finally {
    await jobs.close();
    await operations.close();
    redis.disconnect();
    await server.stop();
  }
}

async function plant(
  url: string,
  redis: Redis,
  { orders, waitingJobs }: ErasureScale,
): Promise<readonly WrittenOrder[]> {
  const untilMs = Date.now();
  const written = await writeOrders(redis, {
    ...{ months, untilMs, amount: writtenOrders },
    ending: 'sent',
  });
  await cloneOrders(redis, {
    modelOrderNos: written.map(({ orderNo }) => orderNo),
    amount: orders - writtenOrders,
    months: Array.from({ length: months }, (_, back) => monthBefore(untilMs, back)),
  });
  await failJobs(url, { amount: deadLetters, orderNos: ['DEAD-1', 'DEAD-2'] });
  await quarantine(url, quarantined);
  await actOn(redis, written);
  await addWaiting(redis, written, waitingJobs);
  return written;
}

/** Lines of the audit log about other orders, and one about each. */
async function actOn(redis: Redis, written: readonly WrittenOrder[]): Promise<void> {
  for (let from = 0; from < auditLines; from += together) {
    const pipeline = redis.pipeline();
    for (let n = from; n < from + together; n += 1) {
      const orderNo = n < written.length ? written[n]?.orderNo : `OTHER-${n}`;
      const line = { action: 'redrive', by: 'olga', via: 'dashboard', role: 'operator', orderNo };
      pipeline.xadd('ticketpost:audit', '*', 'action', JSON.stringify(line));
    }
    await pipeline.exec();
  }
}

/** Two jobs of each order that is erased, one waiting and one delayed, among those of others. */
async function addWaiting(
  redis: Redis,
  written: readonly WrittenOrder[],
  waitingJobs: number,
): Promise<void> {
  const keyring = createKeyring([benchKey]);
  const intake = createIntake({ connection: redis, timeoutMs: 60_000, onError: () => undefined });
  const receivedAt = new Date().toISOString();
  const add = (orderNo: string, delayMs = 0) => {
    const fields = { deliveryId: randomUUID(), receivedAt, type: 'order.ticketed', orderNo };
    const passenger = {
      name: 'ONE/TRAVELLER',
      ticketNos: ['1762400000001'],
      airlinePnrs: ['QWERTY'],
    };
    const passengers = [passenger, passenger, passenger];
    return intake.addEvent(sealEnvelope(keyring, fields, { orderNo, passengers }), { delayMs });
  };
  for (let from = 0; from < waitingJobs; from += together) {
    const count = Math.min(together, waitingJobs - from);
    await Promise.all(Array.from({ length: count }, (_, n) => add(`OTHER-${from + n}`)));
  }
  for (const { orderNo } of written.slice(0, erasedOrders)) {
    await Promise.all([add(orderNo), add(orderNo, 3_600_000)]);
  }
  await intake.close();
}

async function readCalls(redis: Redis): Promise<number> {
  const text = await redis.info('commandstats');
  return [...text.matchAll(/calls=(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Of what took two ms and more, in ms. */
async function readSlowest(redis: Redis): Promise<number> {
  const entries = (await redis.slowlog('GET', 1000)) as [number, number, number][];
  return Math.max(0, ...entries.map(([, , microseconds]) => microseconds)) / 1000;
}

function monthBefore(ms: number, back: number): string {
  const date = new Date(ms);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1))
    .toISOString()
    .slice(0, 7);
}
