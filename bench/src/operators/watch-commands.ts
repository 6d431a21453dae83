import type { Redis } from 'ioredis';

/** Reads of a part of a list or set, which may be named as all of it. */
const rangeReads = new Set(['lrange', 'zrange', 'zrevrange', 'zrangebyscore', 'zrangebylex']);

/** What a server was asked for, by itself and from within scripts. */
export interface AskedCommands {
  /** Calls by the command's name, most often first. */
  calls: Map<string, number>;
  /** `KEYS`, and reads of a whole list or set, with their arguments. */
  unbounded: string[];
}

/** Watches every command that a server is asked while `work` runs. */
export async function watchCommands(
  client: Redis,
  work: () => Promise<void>,
): Promise<AskedCommands> {
  const calls = new Map<string, number>();
  const unbounded = new Set<string>();
  const monitor = await client.monitor();
  monitor.on('monitor', (_time: string, args: string[]) => {
    const name = (args[0] ?? '').toLowerCase();
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (isUnbounded(name, args)) unbounded.add(args.slice(0, 4).join(' '));
  });
  await work();
  // What was asked before this is answered has been seen by then.
  await client.ping();
  monitor.disconnect();
  return {
    calls: new Map([...calls].sort(([, one], [, other]) => other - one)),
    unbounded: [...unbounded],
  };
}

function isUnbounded(name: string, args: readonly string[]): boolean {
  if (name === 'keys' || name === 'smembers' || name === 'sort') return true;
  if (!rangeReads.has(name)) return false;
  if (args.some((arg) => arg.toUpperCase() === 'LIMIT')) return false;
  const [, , start = '', end = ''] = args;
  // By rank, `-500 -1` are the last 500.
  return /by(?:score|lex)$/.test(name) || (!start.startsWith('-') && end.startsWith('-'));
}
