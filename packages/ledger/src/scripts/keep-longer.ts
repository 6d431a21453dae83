/**
 * Lua: lets an order that owes a mail live for at least so long: nothing that is owed goes by itself.
 *
 * KEYS[1] order. ARGV: ms. Answers 1 when it lives longer now, else 0.
 */
export const keepLonger = `
local ttlMs = redis.call('PTTL', KEYS[1])
if ttlMs == -2 or ttlMs == -1 or ttlMs >= tonumber(ARGV[1]) then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
`;
