import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectRedis, createLogger, waitForRedis } from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';

const logger = createLogger({ app: 'test', level: 'silent' });
let server: RunningRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(async () => {
  await server.stop();
});

async function connectForAnswers() {
  const redis = connectRedis({
    url: server.url,
    use: { for: 'answers', commandTimeoutMs: 100 },
    logger,
  });
  await waitForRedis(redis, 5000);
  return redis;
}

describe('a connection for answers', () => {
  test('fails at once when Redis is gone and works again when it is back', async () => {
    const redis = await connectForAnswers();
    const isClosed = new Promise((resolve) => redis.once('close', resolve));
    await server.kill();
    await isClosed;
    await expect(redis.ping()).rejects.toThrow();
    const isReady = new Promise((resolve) => redis.once('ready', resolve));
    await server.restart();
    await isReady;
    expect(await redis.ping()).toBe('PONG');
    redis.disconnect();
  });

  test('fails a command when Redis is frozen', async () => {
    const redis = await connectForAnswers();
    server.freeze();
    try {
      await expect(redis.ping()).rejects.toThrow();
    } finally {
      server.thaw();
    }
    redis.disconnect();
  });
});

test('a connection for jobs holds a command until Redis is back', async () => {
  const redis = connectRedis({ url: server.url, use: { for: 'jobs' }, logger });
  await waitForRedis(redis, 5000);
  await server.kill();
  const answer = redis.ping();
  await server.restart();
  expect(await answer).toBe('PONG');
  redis.disconnect();
});

test('waiting for a Redis that does not come ends', async () => {
  const redis = connectRedis({ url: 'redis://127.0.0.1:1', use: { for: 'jobs' }, logger });
  await waitForRedis(redis, 50);
  expect(redis.status).not.toBe('ready');
  redis.disconnect();
});
