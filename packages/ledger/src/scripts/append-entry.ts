import { readFolded } from './read-folded.ts';

/**
 * Lua: `append(entry, keep, retentionMs)` adds a timeline entry (JSON, or '' for none) to the
 * order's hash as the field `entry:<n>`, drops the one that is `keep` older, and lets the whole
 * order live for another `retentionMs`. Part of every script, so that a change of a claim and its
 * line on the timeline are one write.
 *
 * On the timeline of an order that was erased nothing more is written that may be personal.
 *
 * A delivery is received once, however often its job is begun. Duplicates that follow one another
 * are one entry with a count, and so are the supplier's refusals to confirm a ticket set for one
 * reason, so that neither a storm of repeats nor a long wait pushes the order's history out.
 */
export const appendEntry = `${readFolded}
local function entryAt(n)
  local stored = redis.call('HGET', KEYS[1], 'entry:' .. n)
  local isRead, entry = pcall(cjson.decode, stored or '')
  return isRead and type(entry) == 'table' and entry or nil
end

-- Whether this is the first time.
local function noteReceived(deliveryId)
  for _, id in ipairs(folded.received) do
    if id == deliveryId then return false end
  end
  return redis.call('HSETNX', KEYS[1], 'received:' .. deliveryId, 1) == 1
end

local function repeats(entry, last)
  if entry.event ~= last.event or entry.ticketSetId ~= last.ticketSetId then return false end
  if entry.event == 'duplicate' then return true end
  return entry.event == 'not_confirmed' and entry.reason == last.reason
end

local function append(text, keep, retentionMs)
  redis.call('PEXPIRE', KEYS[1], retentionMs)
  if text == '' then return end
  local entry = cjson.decode(text)
  local isPersonal = entry.event ~= 'erased' and (entry.sealed or entry.receipt)
  if isPersonal and redis.call('HEXISTS', KEYS[1], 'erased') == 1 then return end
  if entry.event == 'received' then
    if not noteReceived(entry.deliveryId) then return end
  elseif entry.event == 'duplicate' or entry.event == 'not_confirmed' then
    local n = redis.call('HGET', KEYS[1], 'entries')
    local last = n and entryAt(n)
    if last and repeats(entry, last) then
      -- Not encoded anew: cjson would write an empty list as an object.
      local count = string.format('{"count":%d,', (tonumber(last.count) or 1) + 1)
      redis.call('HSET', KEYS[1], 'entry:' .. n, count .. string.sub(text, 2))
      return
    end
  end
  local n = increase('entries')
  redis.call('HSET', KEYS[1], 'entry:' .. n, text)
  local oldest = entryAt(n - keep)
  redis.call('HDEL', KEYS[1], 'entry:' .. (n - keep))
  if oldest and oldest.event == 'received' and type(oldest.deliveryId) == 'string' then
    redis.call('HDEL', KEYS[1], 'received:' .. oldest.deliveryId)
  end
  redis.call('PEXPIRE', KEYS[1], retentionMs)
end
`;
