import type { Redis } from 'ioredis';

const perCall = 2_000;
/** Orders whose bytes are copied. */
const models = 100;
const termsPerOrder = 5;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Lua: writes `count` orders from number `first` on, each with the bytes of one of the models and with
 * members of the search index as long as real ones, by chance in the months and buckets.
 *
 * ARGV: seed, first, count, terms, ms to live, number of months, months, models' bytes.
 */
const script = `
math.randomseed(tonumber(ARGV[1]))
local first, count, terms = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local ttlMs, months = ARGV[5], tonumber(ARGV[6])
local models = #ARGV - 6 - months
local letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
local function hash()
  local text = {}
  for n = 1, 8 do
    local at = math.random(64)
    text[n] = string.sub(letters, at, at)
  end
  return table.concat(text)
end
for n = first, first + count - 1 do
  local orderNo = string.format('CLONE20250101%09d', n)
  local key = 'ticketpost:order:' .. orderNo
  redis.call('HSET', key, 'folded', ARGV[7 + months + n % models])
  redis.call('PEXPIRE', key, ttlMs)
  local month = ARGV[7 + n % months]
  for _ = 1, terms do
    local bucket = string.format('%04x', math.random(0, 16383))
    local set = 'ticketpost:found-by:' .. month .. ':' .. bucket
    redis.call('ZADD', set, 0, hash() .. ':' .. orderNo)
    if redis.call('ZCARD', set) == 1 then redis.call('PEXPIRE', set, ttlMs) end
  end
end
return count
`;

/**
 * Fills up with copies of orders that the real ledger wrote, under other numbers: they weigh the same,
 * but what is sealed in them does not open, so that no page of theirs is measured.
 */
export async function cloneOrders(
  redis: Redis,
  {
    modelOrderNos,
    amount,
    months,
  }: { modelOrderNos: readonly string[]; amount: number; months: readonly string[] },
): Promise<void> {
  const values = await Promise.all(
    modelOrderNos
      .slice(0, models)
      .map((orderNo) => redis.hgetBuffer(`ticketpost:order:${orderNo}`, 'folded')),
  );
  const bytes = values.filter((value) => value !== null);
  redis.defineCommand('benchClone', { numberOfKeys: 0, lua: script });
  const commands = redis as Redis & {
    benchClone(...args: (string | number | Buffer)[]): Promise<number>;
  };
  for (let first = 0; first < amount; first += perCall) {
    const count = Math.min(perCall, amount - first);
    const about = [first + 1, first, count, termsPerOrder, 300 * dayMs, months.length];
    await commands.benchClone(...about, ...months, ...bytes);
  }
}
