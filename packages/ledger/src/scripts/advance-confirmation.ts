import { appendEntry } from './append-entry.ts';

/**
 * Lua: moves a claimed confirmation on, if the claim is still the caller's. The token fences: an
 * attempt whose claim was taken by another can neither move it nor write on the timeline here.
 *
 * KEYS[1] order. ARGV: ticket set id, token, new state ('' keeps it), lease in ms (0 gives the
 * claim up), '1' when a copy may be out, entry, entries to keep, retention in ms.
 * Answers 1, or 0 when the claim is no longer the caller's.
 */
export const advanceConfirmation = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 0 end
local confirmation = cjson.decode(stored)
if confirmation.token ~= ARGV[2] then return 0 end

local leaseMs = tonumber(ARGV[4])
if ARGV[3] ~= '' then confirmation.state = ARGV[3] end
if ARGV[5] == '1' then confirmation.uncertain = true end
if leaseMs > 0 then
  local time = redis.call('TIME')
  confirmation.leaseUntil = time[1] * 1000 + math.floor(time[2] / 1000) + leaseMs
else
  confirmation.owner = nil
  confirmation.token = nil
  confirmation.leaseUntil = nil
end
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[6], tonumber(ARGV[7]), ARGV[8])
return 1
`;
