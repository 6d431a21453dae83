import { randomBytes, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createIntake, createKeyring, sealQuarantinedDelivery } from '@ticketpost/queue';
import { startRedis, startSmtpStandIn, type RedisProgram } from '@ticketpost/testkit';
import { benchKey, startIngest, startWorker } from './apps.ts';
import { residentMb } from './resident-memory.ts';
import { percentile } from './statistics.ts';

const asked = 300;
const quarantined = 5_000;
const bodyBytes = 20_000;
const together = 100;
const sampleMs = 50;
const apiKey = 'a-bookings-key-of-the-bench';
const events = '{ticketpost}:events';

/** What a flood of asks to forget an order costs the worker, when much stands in quarantine. */
export async function measureErasureFlood({
  program,
}: {
  program: RedisProgram;
}): Promise<string[]> {
  const server = await startRedis({ program });
  const smtp = await startSmtpStandIn();
  const redis = new Redis(server.url);
  try {
    const orderNos = Array.from({ length: asked }, (_, n) => `FLOOD20260101${n}`);
    await plant(redis, orderNos);
    const ingest = await startIngest(server.url, { BOOKINGS_API_KEYS: apiKey });
    const worker = await startWorker(server.url, smtp.url);
    try {
      const quietMb = await residentMb(worker);
      const begunAt = performance.now();
      const answers = await Promise.all(orderNos.map((orderNo) => erase(ingest.url, orderNo)));
      let peakMb = quietMb;
      do {
        peakMb = Math.max(peakMb, await residentMb(worker));
        await sleep(sampleMs);
      } while (await isAnyLeft(redis));
      const seconds = (performance.now() - begunAt) / 1000;
      const left = await redis.llen('{ticketpost}:quarantine:wait');
      return [
        `### ${asked} orders asked to be erased at once, with ${quarantined} bodies of ${bodyBytes / 1000} KB in quarantine`,
        '',
        `- asked: p99 ${percentile(answers, 0.99).toFixed(0)} ms`,
        `- until nothing is left of any: ${seconds.toFixed(1)} s; of the quarantine ${left} are left`,
        `- resident memory of the worker: ${quietMb.toFixed(0)} MB before, at most ${peakMb.toFixed(0)} MB`,
        '',
      ];
    } finally {
      await Promise.all([ingest.child.stop(), worker.child.stop()]);
    }
  } finally {
    redis.disconnect();
    await smtp.close();
    await server.stop();
  }
}

async function erase(webhookUrl: string, orderNo: string): Promise<number> {
  const begunAt = performance.now();
  const answer = await fetch(new URL(`/bookings/${orderNo}`, webhookUrl), {
    method: 'DELETE',
    headers: { authorization: `Bearer ${apiKey}` },
  });
  if (answer.status !== 204) throw new Error(`expected 204, got ${answer.status}`);
  return performance.now() - begunAt;
}

/** Every other body names an order of those that are to be erased, in turn. */
async function plant(redis: Redis, orderNos: readonly string[]): Promise<void> {
  const keyring = createKeyring([benchKey]);
  const intake = createIntake({
    connection: redis,
    timeoutMs: 60_000,
    onError: (error) => {
      throw error;
    },
  });
  const filling = randomBytes(bodyBytes / 2).toString('hex');
  for (let from = 0; from < quarantined; from += together) {
    const batch = Array.from({ length: together }, (_, at) => {
      const n = from + at;
      const orderNo = n % 2 === 0 ? orderNos[(n / 2) % orderNos.length] : `OTHER${n}`;
      const body = JSON.stringify({ data: { orderNo, passengers: null, filling } });
      const fields = {
        deliveryId: randomUUID(),
        receivedAt: new Date().toISOString(),
        reason: 'invalid_event',
        problems: [{ pointer: '/data/passengers', message: 'must be array' }],
      } as const;
      return intake.addQuarantined(sealQuarantinedDelivery(keyring, fields, Buffer.from(body)));
    });
    await Promise.all(batch);
  }
  await intake.close();
}

async function isAnyLeft(redis: Redis): Promise<boolean> {
  const ids = await Promise.all([
    redis.lrange(`${events}:wait`, 0, -1),
    redis.lrange(`${events}:active`, 0, -1),
    redis.zrange(`${events}:delayed`, '0', '-1'),
  ]);
  return ids.flat().some((id) => id.startsWith('erasure-'));
}
