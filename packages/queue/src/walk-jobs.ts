import type { Redis } from 'ioredis';
import type { Queue } from 'bullmq';

/**
 * All places but that of jobs which a worker is at, in the order in which a job is on its way, so that none
 * slips through.
 */
export const restingPlaces = [
  'delayed',
  'waiting-children',
  'prioritized',
  'paused',
  'wait',
  'failed',
  'completed',
] as const;

/** Where a job can stand. */
export type JobPlace = 'active' | (typeof restingPlaces)[number];

/** A job as it stands in Redis. */
export interface WalkedJob {
  id: string;
  place: JobPlace;
  /** JSON, unless it was written by nobody we know. */
  text: string;
}

/**
 * Lua: the jobs of one part of a place whose data holds a text. The data stays in Redis, but for what was
 * found.
 *
 * KEYS[1] list or sorted set. ARGV: what the jobs' keys begin with, the text ('' for all), where the part
 * begins, about how many it has. Answers {where the next part begins or '', ids and data in turn}.
 */
const script = `
local kind = redis.call('TYPE', KEYS[1]).ok
local prefix, text, from, count = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local ids, nextFrom = {}, ''
if kind == 'list' then
  ids = redis.call('LRANGE', KEYS[1], from, from + count - 1)
  if #ids == count then nextFrom = tostring(from + count) end
elseif kind == 'zset' then
  local answer = redis.call('ZSCAN', KEYS[1], from, 'COUNT', count)
  if answer[1] ~= '0' then nextFrom = answer[1] end
  for n = 1, #answer[2], 2 do ids[#ids + 1] = answer[2][n] end
end
local found = {}
for _, id in ipairs(ids) do
  local data = redis.call('HGET', prefix .. id, 'data')
  if data and (text == '' or string.find(data, text, 1, true)) then
    found[#found + 1] = id
    found[#found + 1] = data
  end
end
return { nextFrom, found }
`;

/**
 * The jobs in these places whose data holds a text, each once; in bounded steps, however many there are.
 * A job that is in one of them from beginning to end is found, unless others were taken out of the middle
 * of its list meanwhile.
 */
export async function* walkJobs(
  connection: Redis,
  { toKey }: Pick<Queue, 'toKey'>,
  { places, text = '', atATime }: { places: readonly JobPlace[]; text?: string; atATime: number },
): AsyncGenerator<WalkedJob> {
  const seen = new Set<string>();
  const prefix = toKey('');
  for (const place of places) {
    for (let from = '0'; from !== '';) {
      const [next, found] = (await connection.eval(
        script,
        1,
        toKey(place),
        prefix,
        text,
        from,
        atATime,
      )) as [string, string[]];
      for (let n = 0; n + 1 < found.length; n += 2) {
        const [id = '', data = ''] = found.slice(n, n + 2);
        if (!seen.has(id)) yield { id, place, text: data };
        seen.add(id);
      }
      from = next;
    }
  }
}
