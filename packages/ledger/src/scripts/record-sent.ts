import { appendEntry } from './append-entry.ts';

/**
 * Lua: writes down that the mail server took a confirmation. That is a fact whoever reports it, so
 * no token is asked for: it ends the claim of any attempt that has not handed its own copy over.
 * `lastSent` names the ticket set that was sent last, `mails` counts them; a second report of one does
 * neither make it the last again nor count. Of an order that was erased meanwhile only the bare fact is
 * added.
 *
 * KEYS[1] order. ARGV: ticket set id, sealed details, entry, entries to keep, retention in ms. Answers
 * {1 when it is the first report, else 0; all fields of the order, for it to be folded}.
 */
export const recordSent = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
local before = stored and cjson.decode(stored) or findFolded(ARGV[1]) or { attempts = 1 }
local isErased = redis.call('HEXISTS', KEYS[1], 'erased') == 1
if isErased then
  local isFirst = before.state ~= 'sent'
  before.state = 'sent'
  redis.call('HSET', KEYS[1], field, cjson.encode(before))
  return { isFirst and 1 or 0, {} }
end
local after = { state = 'sent', no = before.no, attempts = before.attempts, sealed = ARGV[2] }
redis.call('HSET', KEYS[1], field, cjson.encode(after))
if before.state ~= 'sent' then
  redis.call('HSET', KEYS[1], 'lastSent', ARGV[1])
  increase('mails')
end
append(ARGV[3], tonumber(ARGV[4]), ARGV[5])
return { before.state ~= 'sent' and 1 or 0, redis.call('HGETALL', KEYS[1]) }
`;
