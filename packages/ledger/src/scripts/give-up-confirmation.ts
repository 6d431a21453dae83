import { appendEntry } from './append-entry.ts';
import { clock } from './clock.ts';

/**
 * Lua: ends an attempt without a sent mail, if the claim is still the caller's; fenced by the token
 * like every step. Whoever found nobody to write to says which booking was there when it looked: a
 * booking that came in between would find no confirmation waiting for it, so the attempt looks again.
 * An unconfirmed confirmation stays the delivery's for a while, though no attempt is at work.
 *
 * KEYS[1] order. ARGV: ticket set id, token, new state, '1' when a copy may be out, sealed order to
 * hold ('' for none), version of the booking that was seen ('none' for none, '' compares nothing),
 * ms for which an unconfirmed one is left to its delivery, entry, entries to keep, retention in ms.
 * Answers 'done', 'booking_changed', or 'lost' when the claim is no longer the caller's.
 */
export const giveUpConfirmation = `${appendEntry}${clock}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 'lost' end
local confirmation = cjson.decode(stored)
if confirmation.token ~= ARGV[2] then return 'lost' end
local state, held, seen = ARGV[3], ARGV[5], ARGV[6]

if state == 'no_recipient' and seen ~= '' then
  local booking = redis.call('HGET', KEYS[1], 'booking')
  local version = booking and cjson.decode(booking).version or 'none'
  if version ~= seen then return 'booking_changed' end
end

confirmation.state = state
confirmation.token = nil
if ARGV[4] == '1' then confirmation.uncertain = true end
if state == 'unconfirmed' then
  confirmation.asked = (confirmation.asked or 0) + 1
  confirmation.leaseUntil = currentMs() + tonumber(ARGV[7])
else
  if state ~= 'deferred' then confirmation.asked = nil end
  confirmation.owner = nil
  confirmation.leaseUntil = nil
end
if state == 'superseded' or state == 'cancelled' then
  confirmation.held = nil
elseif held ~= '' then
  confirmation.held = held
end
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[8], tonumber(ARGV[9]), ARGV[10])
return 'done'
`;
