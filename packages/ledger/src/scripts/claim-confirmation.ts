import { appendEntry } from './append-entry.ts';
import { clock } from './clock.ts';

/**
 * Lua: takes the confirmation of a ticket set for one attempt of one delivery, unless it was sent
 * or an attempt holds it, or it is left to another delivery that waits for the supplier. A
 * confirmation found while submitting is uncertain from then on, until it is sent: the mark outlives
 * any number of attempts that end before they say so. A held order stays where it is, so that an
 * attempt that dies loses none. A new confirmation gets the next number of its order, by which they
 * are listed.
 * By what the order can be found stands with a confirmation until it is sent, so that it can be taken out
 * of the search index again. Nothing of an order that was erased is claimed.
 *
 * KEYS[1] order. ARGV: ticket set id, owner (delivery id), token, lease in ms, entry for a new
 * claim, entry for a duplicate, entry for an uncertain claim, entries to keep, retention in ms, sealed
 * search terms ('' for none).
 * Answers {outcome, ms, asked, sealed details of the confirmation that was sent last or '', Message-ID of the
 * copy that may be out or '', how many of the order's confirmations were sent, the folded part when the
 * one that was sent last is in it or ''}:
 * 'claimed', 'uncertain' (claimed), 'sent', 'erased', 'undecided' (a person is to decide), 'held' by another
 * delivery, or 'waiting' for that many ms, while an earlier attempt of this delivery may be at work, or
 * that of another one on an order that is held.
 */
export const claimConfirmation = `${appendEntry}${clock}
if redis.call('HEXISTS', KEYS[1], 'erased') == 1 then return { 'erased', 0 } end
local field = 'confirmation:' .. ARGV[1]
local owner, token, leaseMs = ARGV[2], ARGV[3], tonumber(ARGV[4])
local keep, retentionMs = tonumber(ARGV[8]), ARGV[9]
local now = currentMs()
local stored = redis.call('HGET', KEYS[1], field)
local confirmation = stored and cjson.decode(stored) or findFolded(ARGV[1]) or { attempts = 0 }
local state = confirmation.state
if not state then confirmation.no = increase('confirmations') end

local function given()
  -- Never of this ticket set: what was sent is not claimed again.
  local last = redis.call('HGET', KEYS[1], 'lastSent')
  local sent = last and redis.call('HGET', KEYS[1], 'confirmation:' .. last)
  local sealed = sent and cjson.decode(sent).sealed or ''
  local messageId = confirmation.uncertain and confirmation.messageId or ''
  local outcome = confirmation.uncertain and 'uncertain' or 'claimed'
  local mails = tonumber(redis.call('HGET', KEYS[1], 'mails') or folded.mails)
  local past = last and '' or folded.value
  return { outcome, 0, confirmation.asked or 0, sealed, messageId, mails, past }
end

if state == 'sent' or state == 'uncertain' then
  append(ARGV[6], keep, retentionMs)
  return { state == 'sent' and 'sent' or 'undecided', 0 }
end
if confirmation.token == token then
  -- The answer was lost on the way and the connection asks again.
  return given()
end
if confirmation.leaseUntil and confirmation.leaseUntil > now then
  -- Of an order that is held, the owner may be the job of another order, taking it along in a mail.
  if confirmation.owner ~= owner and confirmation.held then
    return { 'waiting', confirmation.leaseUntil - now }
  end
  if confirmation.owner ~= owner then
    append(ARGV[6], keep, retentionMs)
    return { 'held', 0 }
  end
  -- A delivery that waits for the supplier left no attempt at work.
  if state ~= 'unconfirmed' then return { 'waiting', confirmation.leaseUntil - now } end
end

if state == 'submitting' then confirmation.uncertain = true end
confirmation.state = 'claimed'
confirmation.owner = owner
confirmation.token = token
confirmation.leaseUntil = now + leaseMs
confirmation.attempts = confirmation.attempts + 1
if ARGV[10] ~= '' then confirmation.terms = confirmation.terms or ARGV[10] end
redis.call('HSET', KEYS[1], field, cjson.encode(confirmation))
append(ARGV[5], keep, retentionMs)
if confirmation.uncertain then append(ARGV[7], keep, retentionMs) end
return given()
`;
