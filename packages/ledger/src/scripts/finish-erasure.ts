import { readFolded } from './read-folded.ts';

/**
 * Lua: leaves of an order that was marked as erased the tombstone alone: the mark, its confirmations
 * without anything sealed, and of the timeline that it was erased, and what came after. Nothing changes
 * when somebody asked again since the asks were counted. Done again it changes nothing either.
 *
 * KEYS[1] order. ARGV: number of asks, retention in ms, then numbers and texts of entries that are to stand
 * in the place of theirs. Answers 'finished', or 'asked_again'.
 */
export const finishErasure = `${readFolded}
local first = tonumber(redis.call('HGET', KEYS[1], 'erasing') or '')
if not first then return 'finished' end
if redis.call('HGET', KEYS[1], 'asks') ~= ARGV[1] then return 'asked_again' end

local function isKeptEntry(n, text)
  return tonumber(n) >= first or cjson.decode(text).event == 'erased'
end

local kept = {}
for _, sent in ipairs(folded.sent) do
  kept['confirmation:' .. sent[1]] = cjson.encode(findFolded(sent[1]))
end
local fields = redis.call('HGETALL', KEYS[1])
for n = 1, #fields, 2 do
  local field, value = fields[n], fields[n + 1]
  if string.sub(field, 1, 13) == 'confirmation:' then
    local confirmation = cjson.decode(value)
    kept[field] = cjson.encode({
      state = confirmation.state,
      no = confirmation.no,
      attempts = confirmation.attempts,
    })
  elseif string.sub(field, 1, 6) == 'entry:' and isKeptEntry(string.sub(field, 7), value) then
    kept[field] = value
  elseif field == 'erased' or field == 'asks' or field == 'entries' then
    kept[field] = value
  elseif string.sub(field, 1, 4) == 'ask:' then
    kept[field] = value
  end
end
for n = 3, #ARGV, 2 do
  local field = 'entry:' .. ARGV[n]
  if kept[field] then kept[field] = ARGV[n + 1] end
end
redis.call('DEL', KEYS[1])
for field, value in pairs(kept) do redis.call('HSET', KEYS[1], field, value) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 'finished'
`;
