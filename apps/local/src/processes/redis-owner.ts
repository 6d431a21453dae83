import { rm, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { readIfPresent } from '../data/read-if-present.ts';
import { LocalError } from '../local-error.ts';
import { readRedisRunId } from './redis-client.ts';

const patienceMs = 20_000;
const pauseMs = 100;

/** Notes that the server on this port has the data folder open. */
export async function noteRedisOwner(file: string, port: number): Promise<void> {
  const runId = await readRedisRunId(localUrl(port));
  await writeFile(file, JSON.stringify({ port, runId }), { mode: 0o600 });
}

export async function forgetRedisOwner(file: string): Promise<void> {
  await rm(file, { force: true });
}

/**
 * Waits until the server of an earlier start has let go of the data folder. After a SIGKILL its
 * end, above all that of a container, follows a moment later, and two servers on one append-only
 * file destroy it. Rejects with `data_in_use`.
 */
export async function awaitEarlierRedisEnd(file: string): Promise<void> {
  const owner = parseOwner(await readIfPresent(file));
  if (owner === undefined) return;
  const endsAt = performance.now() + patienceMs;
  while (await isStillThere(owner)) {
    if (performance.now() > endsAt) {
      const message = `The Redis server of an earlier start still runs on port ${owner.port} with the same data`;
      throw new LocalError(message, { code: 'data_in_use' });
    }
    await delay(pauseMs);
  }
}

async function isStillThere({ port, runId }: { port: number; runId: string }): Promise<boolean> {
  try {
    return (await readRedisRunId(localUrl(port))) === runId;
  } catch {
    return false;
  }
}

function parseOwner(text: string | undefined): { port: number; runId: string } | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('port' in value && 'runId' in value)) return undefined;
    const { port, runId } = value;
    return typeof port === 'number' && typeof runId === 'string' ? { port, runId } : undefined;
  } catch {
    return undefined;
  }
}

function localUrl(port: number): string {
  return `redis://127.0.0.1:${port}`;
}
