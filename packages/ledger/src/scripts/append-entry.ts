/**
 * Lua: `append(entry, keep, retentionMs)` adds a timeline entry (JSON, or '' for none) to the
 * order's hash as the field `entry:<n>`, drops the one that is `keep` older, and lets the whole
 * order live for another `retentionMs`. Part of every script, so that a change of a claim and its
 * line on the timeline are one write.
 */
export const appendEntry = `
local function append(entry, keep, retentionMs)
  if entry ~= '' then
    local n = redis.call('HINCRBY', KEYS[1], 'entries', 1)
    redis.call('HSET', KEYS[1], 'entry:' .. n, entry)
    redis.call('HDEL', KEYS[1], 'entry:' .. (n - keep))
  end
  redis.call('PEXPIRE', KEYS[1], retentionMs)
end
`;
