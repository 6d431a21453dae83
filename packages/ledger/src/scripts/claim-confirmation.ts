import { appendEntry } from './append-entry.ts';

/**
 * Lua: takes the confirmation of a ticket set for one attempt of one delivery, unless it was sent
 * or an attempt holds it. Leases are measured by Redis' own clock, so that workers need not agree
 * on the time. A confirmation found while submitting is uncertain from then on, until it is sent:
 * the mark outlives any number of attempts that end before they say so.
 *
 * KEYS[1] order. ARGV: ticket set id, owner (delivery id), token, lease in ms, entry for a new
 * claim, entry for a duplicate, entry for an uncertain claim, entries to keep, retention in ms.
 * Answers {outcome, ms}: 'claimed', 'uncertain' (claimed), 'sent', 'undecided' (a person is to
 * decide), 'held' by another delivery, or 'waiting' for that many ms, while an earlier attempt of
 * this delivery may be at work.
 */
export const claimConfirmation = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local owner, token, leaseMs = ARGV[2], ARGV[3], tonumber(ARGV[4])
local keep, retentionMs = tonumber(ARGV[8]), ARGV[9]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stored = redis.call('HGET', KEYS[1], field)
local confirmation = stored and cjson.decode(stored) or { attempts = 0 }
local state = confirmation.state

if state == 'sent' or state == 'uncertain' then
  append(ARGV[6], keep, retentionMs)
  return { state == 'sent' and 'sent' or 'undecided', 0 }
end
if confirmation.token == token then
  -- The answer was lost on the way and the connection asks again.
  return { confirmation.uncertain and 'uncertain' or 'claimed', 0 }
end
if (state == 'claimed' or state == 'submitting') and confirmation.leaseUntil > now then
  if confirmation.owner == owner then return { 'waiting', confirmation.leaseUntil - now } end
  append(ARGV[6], keep, retentionMs)
  return { 'held', 0 }
end

if state == 'submitting' then confirmation.uncertain = true end
confirmation.state = 'claimed'
confirmation.owner = owner
confirmation.token = token
confirmation.leaseUntil = now + leaseMs
confirmation.attempts = confirmation.attempts + 1
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[5], keep, retentionMs)
if not confirmation.uncertain then return { 'claimed', 0 } end
append(ARGV[7], keep, retentionMs)
return { 'uncertain', 0 }
`;
