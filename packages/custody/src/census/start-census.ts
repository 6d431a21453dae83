import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { custodyKeys, readCustodyState, writeCensus } from '@ticketpost/monitoring';
import type { Keyring } from '@ticketpost/queue';
import { withDeadline, type Logger } from '@ticketpost/runtime';
import type { Redis } from 'ioredis';
import { listKinds } from '../list-kinds.ts';
import { createPace } from '../pace.ts';
import { takeCensus } from './take-census.ts';

export interface RunningCensus {
  close(): Promise<void>;
}

const hourMs = 60 * 60_000;
/** A turn is given up this long after the last sign of the process that has it. */
const turnMs = 60_000;
const renewMs = 15_000;
const closeTimeoutMs = 500;

/** Lua. KEYS: turn. ARGV: whose, its ms. Renews a turn that nobody else has. */
const keepTurn = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

const leaveTurn = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/**
 * Counts all that is sealed whenever the last census is `everyMs` old, a tenth of the time at work; of
 * many processes one at a time does. Nothing waits for it, and what goes wrong with it is logged.
 */
export function startCensus(options: {
  /** It stays the caller's to close. */
  redis: Redis;
  keyring: Keyring;
  logger: Pick<Logger, 'debug' | 'info'>;
  everyMs?: number;
  /** How often it is looked whether it is time. */
  lookEveryMs?: number;
  busyShare?: number;
}): RunningCensus {
  const { redis, keyring, logger, everyMs = hourMs, lookEveryMs = 60_000 } = options;
  const { busyShare = 0.1 } = options;
  const closing = new AbortController();
  const id = randomUUID();
  const kinds = listKinds({
    redis,
    keyring,
    onBroken: (place, error) => {
      logger.debug({ ...place, error }, 'not stored as this version stores it');
    },
  });

  const isDue = async () => {
    const { census } = await readCustodyState(redis);
    return census === undefined || Date.now() - Date.parse(census.endedAt) >= everyMs;
  };
  const count = async () => {
    if (redis.status !== 'ready' || !(await isDue())) return;
    if ((await redis.set(custodyKeys.turn, id, 'PX', turnMs, 'NX')) === null) return;
    const working = new AbortController();
    const signal = AbortSignal.any([closing.signal, working.signal]);
    const renewal = setInterval(() => {
      redis.eval(keepTurn, 1, custodyKeys.turn, id, turnMs).then(
        (answer) => {
          if (answer !== 1) working.abort();
        },
        () => undefined,
      );
    }, renewMs);
    renewal.unref();
    try {
      // Another may have counted between the look and the turn.
      if (!(await isDue())) return;
      const census = await takeCensus({ kinds, pace: createPace({ busyShare, signal }) });
      await writeCensus(redis, census);
      logger.info(
        { durationMs: Date.parse(census.endedAt) - Date.parse(census.beganAt), ...census.values },
        'counted what is sealed',
      );
    } finally {
      clearInterval(renewal);
      await redis.eval(leaveTurn, 1, custodyKeys.turn, id).catch(() => undefined);
    }
  };

  const run = async () => {
    while (!closing.signal.aborted) {
      await count().catch((error: unknown) => {
        if (!closing.signal.aborted) logger.debug({ error }, 'what is sealed could not be counted');
      });
      await sleep(lookEveryMs, undefined, { signal: closing.signal, ref: false }).catch(
        () => undefined,
      );
    }
  };
  const running = run();
  return {
    async close() {
      closing.abort();
      // A command may wait for a Redis that is away.
      await withDeadline(running, { what: 'the census', timeoutMs: closeTimeoutMs }).catch(
        () => undefined,
      );
    },
  };
}
