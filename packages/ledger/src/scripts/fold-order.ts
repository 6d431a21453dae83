/**
 * Lua: puts the folded part in the place of the fields that it was made of, if every one of them still
 * says what it said then; else nothing changes. So whatever was written meanwhile is lost by no fold,
 * and one that comes a second time or late does nothing.
 *
 * KEYS[1] order. ARGV: the field to write, its value, then names and values of the fields that it was
 * made of, which may include itself. Answers 1 when it was written, else 0.
 */
export const foldOrder = `
-- More than one call can take along: such an order stays as it is.
if redis.call('HLEN', KEYS[1]) > 1000 then return 0 end
local isReplaced = {}
for n = 3, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[n]) ~= ARGV[n + 1] then return 0 end
  isReplaced[ARGV[n]] = true
end

local kept = { ARGV[1], ARGV[2] }
local fields = redis.call('HGETALL', KEYS[1])
for n = 1, #fields, 2 do
  if not isReplaced[fields[n]] then
    table.insert(kept, fields[n])
    table.insert(kept, fields[n + 1])
  end
end
-- Made anew: a hash that shrinks keeps the room that it had.
local ttlMs = redis.call('PTTL', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], unpack(kept))
if ttlMs > 0 then redis.call('PEXPIRE', KEYS[1], ttlMs) end
return 1
`;
