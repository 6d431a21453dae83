import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import { startTestRedis } from '@ticketpost/testkit';
import { openQueues } from '../../src/board/open-queues.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

test('opening the queues leaves the settings of ingest alone', async () => {
  const redis = await startTestRedis();
  closers.push(() => redis.stop());
  const connection = connectRedis({
    url: redis.url,
    use: { for: 'answers', commandTimeoutMs: 5000 },
    logger: createLogger({ app: 'test', level: 'silent' }),
  });
  closers.push(() => {
    connection.disconnect();
  });
  await once(connection, 'ready');
  const names: string[] = [];
  for (const queue of openQueues({ connection, onError: () => undefined })) {
    // Redis answers in order: whatever opening sent was done by then.
    await queue.getJobCounts();
    names.push(queue.name);
    expect(await connection.hgetall(queue.toKey('meta'))).toEqual({});
  }
  expect(names).toEqual(['events', 'quarantine']);
});
