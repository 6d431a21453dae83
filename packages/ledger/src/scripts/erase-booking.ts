import { appendEntry } from './append-entry.ts';
import { bookingCondition } from './booking-condition.ts';

/**
 * Lua: removes a booking. Where there is none, nothing is written: no record of an order begins with
 * an erasure.
 *
 * KEYS[1] order. ARGV: condition, entry, entries to keep, retention in ms.
 * Answers 'erased', 'none' or 'precondition_failed'.
 */
export const eraseBooking = `${appendEntry}${bookingCondition}
local stored = redis.call('HGET', KEYS[1], 'booking')
if not isMet(ARGV[1], stored and cjson.decode(stored).version or nil) then
  return 'precondition_failed'
end
if not stored then return 'none' end
redis.call('HDEL', KEYS[1], 'booking')
append(ARGV[2], tonumber(ARGV[3]), ARGV[4])
return 'erased'
`;
