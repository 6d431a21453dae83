import { appendEntry } from './append-entry.ts';

/**
 * Lua: writes one entry on an order's timeline.
 *
 * KEYS[1] order. ARGV: entry, entries to keep, retention in ms. Answers 1, or 0 of an order that was
 * erased.
 */
export const recordEntry = `${appendEntry}
append(ARGV[1], tonumber(ARGV[2]), ARGV[3])
return 1 - redis.call('HEXISTS', KEYS[1], 'erased')
`;
