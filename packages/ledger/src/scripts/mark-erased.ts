import { appendEntry } from './append-entry.ts';
import { bookingCondition } from './booking-condition.ts';

/**
 * Lua: marks an order as erased for one ask. From then on nothing personal is written of it, no claim is
 * given and the attempts under way have lost theirs, and whoever reads it is shown the tombstone alone.
 * What it says, sealed, stays until `finishErasure`, since what else is kept of the order is found by it.
 *
 * The same ask marks it once; another one begins it anew, also where it had come to its end.
 *
 * KEYS[1] order. ARGV: id of the ask, condition on the booking, '1' to look only, entry, entries to keep,
 * retention in ms. Answers 'precondition_failed'; when it was only to look 'unknown', 'known', 'erasing'
 * or 'erased'; else 'marked', or 'finished' when it came to its end since this ask.
 */
export const markErased = `${appendEntry}${bookingCondition}
local isErased = redis.call('HEXISTS', KEYS[1], 'erased') == 1
local isErasing = redis.call('HEXISTS', KEYS[1], 'erasing') == 1
local ask = 'ask:' .. ARGV[1]
if redis.call('HEXISTS', KEYS[1], ask) == 1 then return isErasing and 'marked' or 'finished' end
-- The booking of an order that was erased is none.
local booking = not isErased and redis.call('HGET', KEYS[1], 'booking')
if not isMet(ARGV[2], booking and cjson.decode(booking).version or nil) then
  return 'precondition_failed'
end
local fields = redis.call('HKEYS', KEYS[1])
if ARGV[3] == '1' then
  if isErased then return isErasing and 'erasing' or 'erased' end
  return #fields > 0 and 'known' or 'unknown'
end

for _, field in ipairs(fields) do
  if string.sub(field, 1, 13) == 'confirmation:' then
    local confirmation = cjson.decode(redis.call('HGET', KEYS[1], field))
    redis.call('HSET', KEYS[1], field, cjson.encode({
      state = confirmation.state == 'sent' and 'sent' or 'cancelled',
      no = confirmation.no,
      attempts = confirmation.attempts,
      held = confirmation.held,
      sealed = confirmation.sealed,
      terms = confirmation.terms,
    }))
  end
end
redis.call('HSET', KEYS[1], 'erased', 1, ask, 1)
redis.call('HINCRBY', KEYS[1], 'asks', 1)
append(ARGV[4], tonumber(ARGV[5]), ARGV[6])
-- The first entry that stays: on a tombstone all of them do.
local first = isErased and 0 or redis.call('HGET', KEYS[1], 'entries')
redis.call('HSETNX', KEYS[1], 'erasing', first)
return 'marked'
`;
