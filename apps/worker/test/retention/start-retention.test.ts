import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLogger } from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { startRetention } from '../../src/retention/start-retention.ts';
import { keyring } from '../start-worker.ts';

const dayMs = 24 * 60 * 60 * 1000;
const config = {
  retainOrdersDays: 400,
  retainPersonalDays: 400,
  retainDeadLettersDays: 90,
  retainQuarantineDays: 90,
  retainAuditDays: 400,
};

let server: RunningRedis;
let redis: Redis;
beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

/** A worker's part in it; `lines` are those of its log. */
function start(removed: string[]) {
  const closers: (() => Promise<unknown>)[] = [];
  const lines = new EventEmitter();
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.emit('line', JSON.parse(chunk.toString()));
      done();
    },
  });
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  startRetention({
    config,
    redis: connection,
    keyring,
    countRemoved: (kind, count) => removed.push(`${kind} ${count}`),
    onQueueError: () => undefined,
    logger: createLogger({ app: 'worker', level: 'info', stream }),
    shutdown: {
      onClose: (_name, close) => {
        closers.push(close);
      },
    },
  });
  return {
    nextLine: async () => {
      const [line] = (await once(lines, 'line', { signal: AbortSignal.timeout(20_000) })) as [
        object,
      ];
      return line;
    },
    async close() {
      for (const close of closers.toReversed()) await close();
      connection.disconnect();
    },
  };
}

test('of two workers that start, one ends at once what is past its period', async () => {
  await redis.zadd('{ticketpost}:events:completed', Date.now() - 2 * dayMs, 'worked-off-1');
  await redis.hset('{ticketpost}:events:worked-off-1', { timestamp: 1, data: '{}' });
  const removed: string[] = [];
  const first = start(removed);
  const second = start(removed);
  const line = await Promise.race([first.nextLine(), second.nextLine()]);
  expect(line).toMatchObject({ msg: 'retention', outcome: 'done', removed: { completed_job: 1 } });
  expect(removed).toEqual(['completed_job 1']);
  expect(await redis.exists('ticketpost:{retention}:report')).toBe(1);
  await first.close();
  await second.close();
});

test('what fails stands in the log, and is tried again', async () => {
  await redis.flushall();
  await redis.set('ticketpost:audit', 'no stream');
  const worker = start([]);
  expect(await worker.nextLine()).toMatchObject({
    level: 'error',
    step: 'audit_log',
    msg: expect.stringContaining('tried again'),
  });
  expect(await worker.nextLine()).toMatchObject({ outcome: 'incomplete' });
  await worker.close();
});
