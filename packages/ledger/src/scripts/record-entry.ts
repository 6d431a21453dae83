import { appendEntry } from './append-entry.ts';

/** Lua: writes one entry on an order's timeline. ARGV: entry, entries to keep, retention in ms. */
export const recordEntry = `${appendEntry}
append(ARGV[1], tonumber(ARGV[2]), ARGV[3])
return 1
`;
