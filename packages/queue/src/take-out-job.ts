import type { Redis } from 'ioredis';

/**
 * Lua: removes a job, but only while it stands in the given list or sorted set. BullMQ's own removal
 * takes a job from wherever it stands, and so would lose one that somebody has just put back.
 *
 * KEYS[1] list or sorted set, KEYS[2] job, KEYS[3] its log. ARGV: id. Answers 1, or 0 when it does
 * not stand there.
 */
const script = `
local kind = redis.call('TYPE', KEYS[1]).ok
local removed = 0
if kind == 'zset' then removed = redis.call('ZREM', KEYS[1], ARGV[1]) end
if kind == 'list' then removed = redis.call('LREM', KEYS[1], 1, ARGV[1]) end
if removed == 0 then return 0 end
redis.call('DEL', KEYS[2], KEYS[3])
return 1
`;

/** Removes a job that stands in the list or sorted set `stateKey`; whether it did. */
export async function takeOutJob(
  connection: Redis,
  { stateKey, jobKey, id }: { stateKey: string; jobKey: string; id: string },
): Promise<boolean> {
  return (await connection.eval(script, 3, stateKey, jobKey, `${jobKey}:logs`, id)) === 1;
}
