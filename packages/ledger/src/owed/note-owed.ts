import type { Redis } from 'ioredis';
import type { ConfirmationState } from '../confirmation.ts';
import { owedKeys, owedMember, owedParts } from './owed-keys.ts';

/** States in which no mail is owed, or none any more. */
const settledStates: ReadonlySet<ConfirmationState> = new Set(['sent', 'superseded', 'cancelled']);

/**
 * Lua: notes where a confirmation stands. Since when it is owed does not change by that; since when
 * it is one that a person looks after begins with each time that it becomes one.
 *
 * KEYS owed, and its parts in their order. ARGV: member, ms since the epoch, '' when settled, else the
 * number of its part among KEYS, or '1' when it is of none.
 */
const script = `
local member, now, place = ARGV[1], ARGV[2], ARGV[3]
if place == '' then
  for _, key in ipairs(KEYS) do redis.call('ZREM', key, member) end
  return
end
redis.call('ZADD', KEYS[1], 'NX', now, member)
for n = 2, #KEYS do
  if n == tonumber(place) then redis.call('ZADD', KEYS[n], 'NX', now, member)
  else redis.call('ZREM', KEYS[n], member) end
end
`;

interface NoteOwedCommand {
  ledgerNoteOwed(...args: string[]): Promise<unknown>;
}

export type NoteOwed = (orderNo: string, ticketSetId: string, state: ConfirmationState) => void;

/**
 * Makes what notes a confirmation's state among those that are owed. Not waited for: the connection
 * carries it before whatever the caller sends next, and so before the end of the job, which a worker
 * that dies in between is made to do again. `onError` hears of a failure, after which a reader may
 * find a confirmation where it no longer stands.
 */
export function createNoteOwed(options: {
  redis: Redis;
  now: () => number;
  onError: (error: unknown) => void;
}): NoteOwed {
  const { redis, now, onError } = options;
  redis.defineCommand('ledgerNoteOwed', { numberOfKeys: owedKeys.length, lua: script });
  const commands = redis as Redis & NoteOwedCommand;
  return (orderNo, ticketSetId, state) => {
    const part = (owedParts as readonly string[]).indexOf(state);
    const place = settledStates.has(state) ? '' : String(part + 2);
    commands
      .ledgerNoteOwed(...owedKeys, owedMember(orderNo, ticketSetId), String(now()), place)
      .catch(onError);
  };
}
