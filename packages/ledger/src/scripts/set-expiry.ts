/**
 * Lua: sets until when an order is remembered, unless it was changed since its time to live was read: that
 * begins it anew, and it is never longer otherwise.
 *
 * KEYS[1] order. ARGV: until when, in ms since the epoch; the time to live that was read, in ms.
 * Answers 1 when it was set, else 0.
 */
export const setExpiry = `
local ttlMs = redis.call('PTTL', KEYS[1])
if ttlMs == -2 or ttlMs > tonumber(ARGV[2]) then return 0 end
return redis.call('PEXPIREAT', KEYS[1], ARGV[1])
`;
