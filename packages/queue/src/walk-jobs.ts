import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

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

/** What one step may take: so long Redis does nothing else, and so much is held at once. */
export interface StepBounds {
  jobs: number;
  /** Of jobs' data that is looked at; the last job of a step may go beyond it. */
  bytes: number;
}

const defaultBounds: StepBounds = { jobs: 500, bytes: 1024 * 1024 };

/** By so many of the last ids it is told where in its list a walk was. */
const idsRemembered = 3;

/**
 * Lua: looks at jobs, one after another, until it has seen so many bytes of data. The data stays in Redis, but for
 * that which holds the text ('' for all). Answers {ids that are left, ids and data in turn}.
 */
const look = `
local function look(prefix, text, bytes, ids)
  local left, found, seen = {}, {}, 0
  for n, id in ipairs(ids) do
    if seen >= bytes then
      left[#left + 1] = id
    else
      local data = redis.call('HGET', prefix .. id, 'data')
      if data then
        seen = seen + #data
        if text == '' or string.find(data, text, 1, true) then
          found[#found + 1] = id
          found[#found + 1] = data
        end
      end
    end
  end
  return left, found
end
`;

/**
 * Lua: looks at one part of a place.
 *
 * What was taken out of a list before this part has moved it up: it is found again by the last ids that were seen,
 * and where none of them is left the list is begun anew.
 *
 * KEYS[1] list or sorted set. ARGV: what the jobs' keys begin with, the text, bytes, where the part begins, about how
 * many jobs it has, the last ids that were seen, the last one first. Answers {where the next part begins or '', the
 * last ids seen, ids that are left, ids and data in turn}.
 */
const lookAtPart = `${look}
local kind = redis.call('TYPE', KEYS[1]).ok
local from, count = ARGV[4], tonumber(ARGV[5])
local ids, last, nextFrom = {}, {}, ''
if kind == 'list' then
  from = tonumber(from)
  if from > 0 and redis.call('LINDEX', KEYS[1], from - 1) ~= ARGV[6] then
    local at = false
    for n = 6, #ARGV do
      at = at or redis.call('LPOS', KEYS[1], ARGV[n])
    end
    from = at and at + 1 or 0
  end
  ids = redis.call('LRANGE', KEYS[1], from, from + count - 1)
  if #ids == count then nextFrom = tostring(from + count) end
  for n = #ids, math.max(1, #ids - ${idsRemembered - 1}), -1 do last[#last + 1] = ids[n] end
elseif kind == 'zset' then
  local answer = redis.call('ZSCAN', KEYS[1], from, 'COUNT', count)
  if answer[1] ~= '0' then nextFrom = answer[1] end
  for n = 1, #answer[2], 2 do ids[#ids + 1] = answer[2][n] end
end
local left, found = look(ARGV[1], ARGV[2], tonumber(ARGV[3]), ids)
return { nextFrom, last, left, found }
`;

/** Lua: looks at what was left of a part. ARGV: as above, then ids. Answers {ids that are left, ids and data in turn}. */
const lookAtRest = `${look}
local ids = {}
for n = 4, #ARGV do ids[#ids + 1] = ARGV[n] end
local left, found = look(ARGV[1], ARGV[2], tonumber(ARGV[3]), ids)
return { left, found }
`;

type Part = [next: string, last: string[], left: string[], found: string[]];

/**
 * The jobs in these places whose data holds a text, each once; in steps that are bounded by number and bytes, however
 * many and large they are. Beside one step, no more is held than the ids of what was found. A job that is in one of
 * the places from beginning to end is found, whatever is taken out meanwhile.
 */
export async function* walkJobs(
  connection: Pick<Redis, 'eval'>,
  { toKey }: Pick<Queue, 'toKey'>,
  {
    places,
    text = '',
    bounds = defaultBounds,
  }: {
    places: readonly JobPlace[];
    text?: string;
    bounds?: StepBounds;
  },
): AsyncGenerator<WalkedJob> {
  const seen = new Set<string>();
  const about = [toKey(''), text, bounds.bytes] as const;
  for (const place of places) {
    const key = toKey(place);
    let last: string[] = [];
    for (let from = '0'; from !== '';) {
      const part = await connection.eval(lookAtPart, 1, key, ...about, from, bounds.jobs, ...last);
      const [next, ids, ...first] = part as Part;
      for (let [left, found] = first; ;) {
        for (let n = 0; n + 1 < found.length; n += 2) {
          const [id = '', data = ''] = found.slice(n, n + 2);
          if (!seen.has(id)) yield { id, place, text: data };
          seen.add(id);
        }
        if (left.length === 0) break;
        const rest = await connection.eval(lookAtRest, 1, key, ...about, ...left);
        [left, found] = rest as [string[], string[]];
      }
      [from, last] = [next, ids];
    }
  }
}
