import { appendEntry } from './append-entry.ts';
import { clock } from './clock.ts';

/**
 * Lua: ends a confirmation that was owed for as long as one is, whatever held it up: no mail goes out for
 * it any more. Not while an attempt is at work. The doubt stays, so that nothing that comes later mails a
 * second copy unasked; the order that was kept goes.
 *
 * KEYS[1] order. ARGV: ticket set id, entry, entries to keep, retention in ms.
 * Answers 'expired', 'busy', or 'settled' when none is owed.
 */
export const expireConfirmation = `${appendEntry}${clock}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
if not stored then return 'settled' end
local confirmation = cjson.decode(stored)
local state = confirmation.state
if state == 'sent' or state == 'superseded' or state == 'cancelled' then return 'settled' end
if confirmation.token and confirmation.leaseUntil and confirmation.leaseUntil > currentMs() then
  return 'busy'
end

if state == 'uncertain' or state == 'submitting' then confirmation.uncertain = true end
confirmation.state = 'cancelled'
confirmation.held = nil
confirmation.token = nil
confirmation.owner = nil
confirmation.leaseUntil = nil
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[2], tonumber(ARGV[3]), ARGV[4])
return 'expired'
`;
