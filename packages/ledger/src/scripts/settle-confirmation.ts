import { appendEntry } from './append-entry.ts';

/**
 * Lua: a person decides that no mail is owed for a confirmation that was given up for good, or of which a
 * copy may be out. No attempt holds it. The doubt stays, so that nothing that comes later mails a second
 * copy unasked; the order that was kept goes.
 *
 * KEYS[1] order. ARGV: ticket set id, entry, entries to keep, retention in ms.
 * Answers 1, or 0 when it was not given up.
 */
export const settleConfirmation = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 0 end
local confirmation = cjson.decode(stored)
if confirmation.state ~= 'dead' and confirmation.state ~= 'uncertain' then return 0 end

if confirmation.state == 'uncertain' then confirmation.uncertain = true end
confirmation.state = 'cancelled'
confirmation.held = nil
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[2], tonumber(ARGV[3]), ARGV[4])
return 1
`;
