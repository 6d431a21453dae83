import { appendEntry } from './append-entry.ts';

/**
 * Lua: takes the confirmation of a ticket set for one attempt of one delivery, unless it was sent
 * or another delivery holds it. The delivery that holds it may always take it again: its former
 * attempt is dead or has lost the job, and its token no longer counts. Leases are measured by
 * Redis' own clock, so that workers need not agree on the time.
 *
 * KEYS[1] order. ARGV: ticket set id, owner (delivery id), token, lease in ms, entry for a new
 * claim, entry for a duplicate, entries to keep, retention in ms.
 * Answers {outcome, attempts}: 'claimed', 'uncertain' (claimed, but found while submitting),
 * 'sent' or 'held'.
 */
export const claimConfirmation = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local owner, token, leaseMs = ARGV[2], ARGV[3], tonumber(ARGV[4])
local keep, retentionMs = tonumber(ARGV[7]), ARGV[8]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stored = redis.call('HGET', KEYS[1], field)
local confirmation = stored and cjson.decode(stored) or { attempts = 0 }

if confirmation.state == 'sent' then
  append(ARGV[6], keep, retentionMs)
  return { 'sent', confirmation.attempts }
end
local isHeld = confirmation.state == 'claimed' or confirmation.state == 'submitting'
if isHeld and confirmation.owner ~= owner and confirmation.leaseUntil > now then
  append(ARGV[6], keep, retentionMs)
  return { 'held', confirmation.attempts }
end

local outcome = confirmation.state == 'submitting' and 'uncertain' or 'claimed'
confirmation.state = 'claimed'
confirmation.owner = owner
confirmation.token = token
confirmation.leaseUntil = now + leaseMs
confirmation.attempts = confirmation.attempts + 1
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[5], keep, retentionMs)
return { outcome, confirmation.attempts }
`;
