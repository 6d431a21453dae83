import { setTimeout as delay } from 'node:timers/promises';
import { startRedis, type RedisProgram, type RunningRedis } from '@ticketpost/testkit';
import { linesOf, LocalError } from '../local-error.ts';
import { keepRunning } from './keep-running.ts';
import { awaitEarlierRedisEnd, forgetRedisOwner, noteRedisOwner } from './redis-owner.ts';
import type { Supervised, SupervisionEvents } from './supervised.ts';

export interface RedisOptions extends SupervisionEvents {
  program: RedisProgram;
  port: number;
  directory: string;
  /** Where it is noted that this server has the data open. */
  ownerFile: string;
}

const watchEveryMs = 200;

/** Runs a Redis server of our own that has everything on disk before it answers. */
export function superviseRedis(options: RedisOptions): Supervised {
  const name = 'redis';
  const { program, port, directory, ownerFile, announce, onGivenUp } = options;
  const stopping = new AbortController();
  let redis: RunningRedis | undefined;
  let launching: Promise<void> = Promise.resolve();

  const launchFirst = async (): Promise<void> => {
    await awaitEarlierRedisEnd(ownerFile);
    try {
      redis = await startRedis({ program, port, directory, appendOnly: 'always' });
    } catch (error) {
      throw new LocalError('redis did not start', {
        code: 'not_ready',
        cause: error,
        lines: linesOf(error),
      });
    }
    await noteRedisOwner(ownerFile, port);
  };
  const launchAgain = async (): Promise<void> => {
    await redis?.restart();
    await noteRedisOwner(ownerFile, port);
  };
  const launch = (how: () => Promise<void>): Promise<void> => {
    launching = how();
    return launching;
  };

  return {
    name,
    lastLines: [],
    async start() {
      if (stopping.signal.aborted) {
        throw new LocalError('redis was not started any more', { code: 'not_ready' });
      }
      await launch(launchFirst);
      void keepRunning({
        ...{ name, announce, onGivenUp },
        ended: () => untilGone(() => redis?.pid, stopping.signal),
        startAgain: () => launch(launchAgain),
        stopping: stopping.signal,
      });
    },
    async stop() {
      stopping.abort();
      await launching.catch(() => undefined);
      await redis?.stop();
      if (redis) await forgetRedisOwner(ownerFile);
    },
    kill() {
      stopping.abort();
      void redis?.kill();
    },
  };
}

/** The server says nothing when it ends, so its process is looked at now and then. */
async function untilGone(pid: () => number | undefined, stopping: AbortSignal): Promise<string> {
  while (!stopping.aborted) {
    const current = pid();
    if (current === undefined || !isRunning(current)) break;
    await delay(watchEveryMs, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  }
  return 'ended';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
