import type { Redis } from 'ioredis';
import { queuePrefix } from './names.ts';

/** Keys that Redis passes over at a time, about. */
const scanCount = 1000;

/**
 * The ids of all jobs of a queue, whatever their state, some at a time and in no order. One that is
 * there from beginning to end is named at least once; one that comes or goes meanwhile may be.
 */
export async function* walkJobIds(
  redis: Redis,
  queueName: 'events' | 'quarantine',
): AsyncGenerator<string[]> {
  const prefix = `${queuePrefix}:${queueName}:`;
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(
      cursor,
      'MATCH',
      `${prefix}*`,
      'COUNT',
      scanCount,
      'TYPE',
      'hash',
    );
    // Beside the jobs there is one hash, and what belongs to a job has another colon.
    const ids = keys.map((key) => key.slice(prefix.length));
    const jobs = ids.filter((id) => id !== 'meta' && !id.includes(':'));
    if (jobs.length > 0) yield jobs;
    cursor = next;
  } while (cursor !== '0');
}

/** The hash of one job. */
export function jobKey(queueName: 'events' | 'quarantine', id: string): string {
  return `${queuePrefix}:${queueName}:${id}`;
}
