import { appendEntry } from './append-entry.ts';
import { bookingCondition } from './booking-condition.ts';
import { clock } from './clock.ts';

/**
 * Lua: stores a booking and counts the confirmations that can go on with it: those that wait for a
 * recipient, and every other with a held order that is neither sent nor undecided and at which no
 * attempt is at work, since it may be that nothing else brings its order again. Both in one step, so
 * that a confirmation that finds nobody to write to has either seen this booking or is counted here. Of
 * an order that was erased none is stored.
 *
 * KEYS[1] order. ARGV: version, booking (JSON), condition, entry, entries to keep, retention in ms.
 * Answers {1 when stored or -1 when the order was erased, 1 when there was none before, how many wait}.
 */
export const putBooking = `${appendEntry}${bookingCondition}${clock}
local function countWaiting()
  local count, now = 0, currentMs()
  for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
    if string.sub(field, 1, 13) == 'confirmation:' then
      local confirmation = cjson.decode(redis.call('HGET', KEYS[1], field))
      local state, leaseUntil = confirmation.state, confirmation.leaseUntil
      local isOpen = state ~= 'sent' and state ~= 'uncertain'
      local isKept = confirmation.held and isOpen and not (leaseUntil and leaseUntil > now)
      if state == 'no_recipient' or isKept then count = count + 1 end
    end
  end
  return count
end

if redis.call('HEXISTS', KEYS[1], 'erased') == 1 then return { -1, 0, 0 } end
local stored = redis.call('HGET', KEYS[1], 'booking')
local current = stored and cjson.decode(stored)
if current and current.version == ARGV[1] then
  -- The answer was lost on the way and the connection asks again.
  return { 1, current.isNew and 1 or 0, countWaiting() }
end
if not isMet(ARGV[3], current and current.version) then return { 0, 0, 0 } end

local booking = cjson.decode(ARGV[2])
booking.isNew = not current or nil
redis.call('HSET', KEYS[1], 'booking', cjson.encode(booking))
append(ARGV[4], tonumber(ARGV[5]), ARGV[6])
return { 1, booking.isNew and 1 or 0, countWaiting() }
`;
