import { findOnPath } from '../process/find-on-path.ts';
import { TestkitError } from '../testkit-error.ts';
import { redisCommands } from './redis-program.ts';
import { redisRemedy } from './redis-remedy.ts';
import { type RunningRedis, startRedis } from './start-redis.ts';

/**
 * A fresh Redis for one test file, from the PATH. Throws `redis_missing` with the remedy, so that a
 * machine without Redis fails the tests rather than skip them.
 */
export async function startTestRedis(): Promise<RunningRedis> {
  const command = findOnPath(redisCommands, process.env);
  if (command === undefined) {
    const hint = '`npm test` gets one by itself.';
    throw new TestkitError(`${redisRemedy}\n${hint}`, { code: 'redis_missing' });
  }
  return startRedis({ program: { kind: 'program', command } });
}
