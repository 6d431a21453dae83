import { Redis } from 'ioredis';
import type { RunningRedis } from '@ticketpost/testkit';

/** The Redis of a fault system, with the ways in which it fails. One actor at a time may use them. */
export interface RedisUnderTest {
  readonly url: string;
  /** For the suite's own questions; waits while Redis is away. */
  readonly client: Redis;
  /** SIGKILL; its data stay on the disk. */
  kill(): Promise<void>;
  /** Back with its data. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Every write is refused with `OOM` from now on. */
  runOutOfMemory(): Promise<void>;
  /** Every write is refused with `READONLY` from now on, as on a node that lost its role. */
  becomeReadOnly(): Promise<void>;
  /** Running, thawed, with room and writable, whatever happened to it. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/** Nothing listens there: port 1 is nobody's. */
const deadPort = 1;

export function createRedisUnderTest(redis: RunningRedis): RedisUnderTest {
  const client = new Redis(redis.url, {
    maxRetriesPerRequest: null,
    retryStrategy: () => 100,
  });
  client.on('error', () => undefined);
  let isDown = false;
  const restart = async (): Promise<void> => {
    await redis.restart();
    isDown = false;
  };
  return {
    url: redis.url,
    client,
    async kill() {
      isDown = true;
      await redis.kill();
    },
    restart,
    freeze: () => {
      redis.freeze();
    },
    thaw: () => {
      redis.thaw();
    },
    async runOutOfMemory() {
      await client.config('SET', 'maxmemory', '1');
    },
    async becomeReadOnly() {
      await client.replicaof('127.0.0.1', deadPort);
    },
    async heal() {
      redis.thaw();
      if (isDown) await restart();
      await client.config('SET', 'maxmemory', '0');
      await client.replicaof('NO', 'ONE');
    },
    async stop() {
      client.disconnect();
      await redis.stop();
    },
  };
}
