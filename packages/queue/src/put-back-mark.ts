import type { Redis } from 'ioredis';

/** A field of our own on BullMQ's job: when a person put it back, in ms of the epoch. */
export const putBackAtField = 'putBackAt';

/**
 * Lua: takes BullMQ's own verdict off a job and notes that it is put back. A job that is gone stays
 * gone.
 *
 * KEYS[1] job. ARGV: field, time.
 */
const script = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HDEL', KEYS[1], 'defa', 'stc')
return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
`;

/**
 * Marks a job that is about to be put back. A verdict of BullMQ's own outlives its retry and would
 * end the job again, unheard; and its queue has no other word on since when the job waits.
 */
export async function markPutBack(connection: Redis, jobKey: string): Promise<void> {
  await connection.eval(script, 1, jobKey, putBackAtField, Date.now());
}
