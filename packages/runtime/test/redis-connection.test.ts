import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRedis, connectRedis, createLogger, waitForRedis } from '@ticketpost/runtime';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { startProxy } from './start-proxy.ts';

const logger = createLogger({ app: 'test', level: 'silent' });
let server: RunningRedis;
beforeAll(async () => {
  server = await startTestRedis();
});
afterAll(async () => {
  await server.stop();
});

async function connectForAnswers({ url = server.url, commandTimeoutMs = 100 } = {}) {
  const redis = connectRedis({
    url,
    use: { for: 'answers', commandTimeoutMs },
    logger,
  });
  await waitForRedis(redis, 5000);
  return redis;
}

describe('a connection for answers', () => {
  test('fails at once when Redis is gone and works again when it is back', async () => {
    // Far longer than a test may take: whoever waits for it is noticed.
    const redis = await connectForAnswers({ commandTimeoutMs: 600_000 });
    const isClosed = new Promise((resolve) => redis.once('close', resolve));
    await server.kill();
    await isClosed;
    await expect(redis.ping()).rejects.toThrow("Stream isn't writeable");
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
      await expect(redis.ping()).rejects.toThrow('Command timed out');
    } finally {
      server.thaw();
    }
    redis.disconnect();
  });

  test('is made anew when the server became read-only, as after a failover', async () => {
    const redis = await connectForAnswers();
    await redis.replicaof('127.0.0.1', 1);
    try {
      const isReadyAgain = new Promise((resolve) => redis.once('ready', resolve));
      await expect(redis.set('key', 1)).rejects.toThrow(/^READONLY/);
      await isReadyAgain;
    } finally {
      await redis.replicaof('NO', 'ONE');
    }
    expect(await redis.set('key', 1)).toBe('OK');
    redis.disconnect();
  });

  test('is made anew when it went silent without being closed', async () => {
    const proxy = await startProxy(server.port);
    const redis = await connectForAnswers({ url: proxy.url, commandTimeoutMs: 50 });
    const isReadyAgain = new Promise((resolve) => redis.once('ready', resolve));
    proxy.silence();
    await expect(redis.ping()).rejects.toThrow('Command timed out');
    await isReadyAgain;
    expect(await redis.ping()).toBe('PONG');
    expect(proxy.countConnections()).toBeGreaterThan(1);
    redis.disconnect();
    await proxy.close();
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

test('a connection for jobs sends a command again once the server is no longer read-only', async () => {
  const redis = connectRedis({ url: server.url, use: { for: 'jobs' }, logger });
  const operator = await connectForAnswers();
  await waitForRedis(redis, 5000);
  await operator.replicaof('127.0.0.1', 1);
  const isRefused = new Promise((resolve) => redis.once('close', resolve));
  const answer = redis.set('key', 2);
  await isRefused;
  await operator.replicaof('NO', 'ONE');
  expect(await answer).toBe('OK');
  redis.disconnect();
  operator.disconnect();
});

describe('the readiness check', () => {
  test('holds while Redis answers', async () => {
    const redis = connectRedis({ url: server.url, use: { for: 'jobs' }, logger });
    await waitForRedis(redis, 5000);
    await expect(checkRedis(redis)).resolves.toEqual({ status: 'ok' });
    redis.disconnect();
  });

  test('fails at once without Redis and leaves nothing in the offline queue', async () => {
    const redis = connectRedis({ url: 'redis://127.0.0.1:1', use: { for: 'jobs' }, logger });
    let sent = 0;
    const sendCommand = redis.sendCommand.bind(redis);
    redis.sendCommand = (...args) => {
      sent += 1;
      return sendCommand(...args);
    };
    await expect(checkRedis(redis)).rejects.toThrow(/^the connection to Redis is /);
    expect(sent).toBe(0);
    redis.disconnect();
  });
});

test('waiting for a Redis that does not come ends', async () => {
  const redis = connectRedis({ url: 'redis://127.0.0.1:1', use: { for: 'jobs' }, logger });
  await waitForRedis(redis, 50);
  expect(redis.status).not.toBe('ready');
  redis.disconnect();
});
