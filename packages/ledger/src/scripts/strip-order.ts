/**
 * Lua: puts other fields in the place of all fields of an order, if every one of them still says what it
 * said when they were read; else nothing changes. How long the order is remembered does not change.
 *
 * KEYS[1] order. ARGV: how many fields were read, then their names and values in turn, then names and
 * values of those that are to stand there. Answers 1 when they do, else 0.
 */
export const stripOrder = `
local count = tonumber(ARGV[1])
if redis.call('HLEN', KEYS[1]) ~= count then return 0 end
local first = 2 + 2 * count
for n = 2, first - 1, 2 do
  if redis.call('HGET', KEYS[1], ARGV[n]) ~= ARGV[n + 1] then return 0 end
end
local ttlMs = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
for n = first, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 1]) end
if ttlMs > 0 then redis.call('PEXPIRE', KEYS[1], ttlMs) end
return 1
`;
