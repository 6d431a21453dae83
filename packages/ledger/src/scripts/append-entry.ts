/**
 * Lua: `append(entry, keep, retentionMs)` adds a timeline entry (JSON, or '' for none) to the
 * order's hash as the field `entry:<n>`, drops the one that is `keep` older, and lets the whole
 * order live for another `retentionMs`. Part of every script, so that a change of a claim and its
 * line on the timeline are one write.
 *
 * A delivery is received once, however often its job is begun. Duplicates that follow one another
 * are one entry with a count, so that a storm of repeats does not push the order's history out.
 */
export const appendEntry = `
local function entryAt(n)
  local stored = redis.call('HGET', KEYS[1], 'entry:' .. n)
  return stored and cjson.decode(stored)
end

local function append(text, keep, retentionMs)
  redis.call('PEXPIRE', KEYS[1], retentionMs)
  if text == '' then return end
  local entry = cjson.decode(text)
  if entry.event == 'received' then
    if redis.call('HSETNX', KEYS[1], 'received:' .. entry.deliveryId, 1) == 0 then return end
  elseif entry.event == 'duplicate' then
    local n = redis.call('HGET', KEYS[1], 'entries')
    local last = n and entryAt(n)
    if last and last.event == 'duplicate' and last.ticketSetId == entry.ticketSetId then
      entry.count = (last.count or 1) + 1
      redis.call('HSET', KEYS[1], 'entry:' .. n, cjson.encode(entry))
      return
    end
  end
  local n = redis.call('HINCRBY', KEYS[1], 'entries', 1)
  redis.call('HSET', KEYS[1], 'entry:' .. n, text)
  local oldest = entryAt(n - keep)
  if oldest then
    redis.call('HDEL', KEYS[1], 'entry:' .. (n - keep))
    if oldest.event == 'received' then
      redis.call('HDEL', KEYS[1], 'received:' .. oldest.deliveryId)
    end
  end
  redis.call('PEXPIRE', KEYS[1], retentionMs)
end
`;
