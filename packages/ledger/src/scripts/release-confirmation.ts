import { appendEntry } from './append-entry.ts';

/**
 * Lua: a person decides that the mail goes out again though a copy may be out: of a confirmation that
 * waits for that decision, or that was given up with the mark. No attempt holds either, so no token is
 * asked for. It begins anew: nothing is left of how often the supplier was asked, nor to a delivery.
 *
 * KEYS[1] order. ARGV: ticket set id, entry, entries to keep, retention in ms.
 * Answers 1, or 0 when no copy may be out or an attempt is at work.
 */
export const releaseConfirmation = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 0 end
local confirmation = cjson.decode(stored)
if confirmation.token or confirmation.state == 'sent' then return 0 end
if confirmation.state ~= 'uncertain' and not confirmation.uncertain then return 0 end

confirmation.state = 'deferred'
confirmation.uncertain = nil
confirmation.asked = nil
confirmation.owner = nil
confirmation.leaseUntil = nil
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[2], tonumber(ARGV[3]), ARGV[4])
return 1
`;
