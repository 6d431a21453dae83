import { appendEntry } from './append-entry.ts';
import { clock } from './clock.ts';

/**
 * Lua: moves a claimed confirmation on, if the claim is still the caller's, and holds it for another
 * lease. The token fences: an attempt whose claim was taken by another can neither move it nor write
 * on the timeline here. With a new state the entry's Message-ID is remembered: whoever hands over a
 * copy of an uncertain mail uses the same.
 *
 * KEYS[1] order. ARGV: ticket set id, token, new state ('' keeps it), lease in ms, entry, entries to
 * keep, retention in ms. Answers 'done', or 'lost' when the claim is no longer the caller's.
 */
export const advanceConfirmation = `${appendEntry}${clock}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 'lost' end
local confirmation = cjson.decode(stored)
if confirmation.token ~= ARGV[2] then return 'lost' end

if ARGV[3] ~= '' then
  confirmation.state = ARGV[3]
  confirmation.messageId = cjson.decode(ARGV[5]).messageId
end
confirmation.leaseUntil = currentMs() + tonumber(ARGV[4])
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[5], tonumber(ARGV[6]), ARGV[7])
return 'done'
`;
