import type { Redis } from 'ioredis';

/** A field of a hash that was made anew, and what it was made of. */
export interface FieldSwap {
  field: string;
  before: string | Buffer;
  after: string | Buffer;
}

/**
 * Lua: puts fields in the place of those that they were made of, each by itself and only if it still
 * says what it said then. So whatever was written meanwhile is lost by no re-seal, what is gone does
 * not come back, and nothing else changes: not the time to live either.
 *
 * KEYS[1] hash. ARGV: name, old and new value of each field. Answers for each whether it was written.
 */
const swapFieldsScript = `
local written = {}
for n = 1, #ARGV, 3 do
  local isSame = redis.call('HGET', KEYS[1], ARGV[n]) == ARGV[n + 1]
  if isSame then redis.call('HSET', KEYS[1], ARGV[n], ARGV[n + 2]) end
  table.insert(written, isSame and 1 or 0)
end
return written
`;

interface SwapCommand {
  custodySwapFields(key: string, ...args: (string | Buffer)[]): void;
}

/** Makes what swaps fields of many hashes in one round trip; answers for each field of each. */
export function createSwapFields(redis: Redis) {
  redis.defineCommand('custodySwapFields', { numberOfKeys: 1, lua: swapFieldsScript });
  return async function swapFields(
    hashes: readonly { key: string; swaps: readonly FieldSwap[] }[],
  ): Promise<boolean[][]> {
    const pipeline = redis.pipeline();
    for (const { key, swaps } of hashes) {
      const args = swaps.flatMap(({ field, before, after }) => [field, before, after]);
      (pipeline as unknown as SwapCommand).custodySwapFields(key, ...args);
    }
    return (await execAll(pipeline)).map((written) =>
      (written as number[]).map((flag) => flag === 1),
    );
  };
}

/** The answers of a pipeline; rejects with the first error among them. */
export async function execAll(pipeline: ReturnType<Redis['pipeline']>): Promise<unknown[]> {
  return ((await pipeline.exec()) ?? []).map(([error, answer]) => {
    if (error !== null) throw error;
    return answer;
  });
}
