import { appendEntry } from './append-entry.ts';

/**
 * Lua: writes down that the mail server took a confirmation. That is a fact whoever reports it, so
 * no token is asked for: it ends the claim of any attempt that has not handed its own copy over.
 *
 * KEYS[1] order. ARGV: ticket set id, sealed details, entry, entries to keep, retention in ms.
 */
export const recordSent = `${appendEntry}
local field = 'confirmation:' .. ARGV[1]
local stored = redis.call('HGET', KEYS[1], field)
local attempts = stored and cjson.decode(stored).attempts or 1
redis.call('HSET', KEYS[1], field, cjson.encode({ state = 'sent', attempts = attempts, sealed = ARGV[2] }))
append(ARGV[3], tonumber(ARGV[4]), ARGV[5])
return 1
`;
