import { appendEntry } from './append-entry.ts';
import { clock } from './clock.ts';

/**
 * Lua: forgets an order, and leaves only what keeps it from being mailed again: the mark `erased`,
 * its confirmations without anything sealed, and one entry that says who did it. While an attempt is
 * at work nothing is erased, since it would write down what is to be forgotten.
 *
 * KEYS[1] order. ARGV: entry, entries to keep, retention in ms.
 * Answers 'erased', 'busy', or 'none' when nothing is known of the order.
 */
export const eraseOrder = `${appendEntry}${clock}
local fields = redis.call('HGETALL', KEYS[1])
if #fields == 0 then return 'none' end
local now, kept = currentMs(), {}
for _, sent in ipairs(folded.sent) do
  kept['confirmation:' .. sent[1]] = cjson.encode(findFolded(sent[1]))
end
for n = 1, #fields, 2 do
  if string.sub(fields[n], 1, 13) == 'confirmation:' then
    local confirmation = cjson.decode(fields[n + 1])
    local isAtWork = confirmation.token and confirmation.leaseUntil > now
    if isAtWork then return 'busy' end
    kept[fields[n]] = cjson.encode({
      state = confirmation.state == 'sent' and 'sent' or 'cancelled',
      no = confirmation.no,
      attempts = confirmation.attempts,
    })
  end
end
redis.call('DEL', KEYS[1])
folded = readFolded()
redis.call('HSET', KEYS[1], 'erased', 1)
for field, text in pairs(kept) do redis.call('HSET', KEYS[1], field, text) end
append(ARGV[1], tonumber(ARGV[2]), ARGV[3])
return 'erased'
`;
