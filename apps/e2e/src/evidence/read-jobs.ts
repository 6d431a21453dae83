import type { Redis } from 'ioredis';
import type { QueuedJob } from './evidence.ts';

const prefix = '{ticketpost}:events:';

/** How many jobs are still to be worked on, by the queue's own lists. */
export async function countOpenJobs(client: Redis): Promise<number> {
  const counts = await Promise.all([
    client.llen(`${prefix}wait`),
    client.llen(`${prefix}paused`),
    client.llen(`${prefix}active`),
    client.zcard(`${prefix}delayed`),
    client.zcard(`${prefix}prioritized`),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Every job of the queue by its id, which is the delivery's; `known` ids are looked up as well. */
export async function readJobs(
  client: Redis,
  known: readonly string[],
): Promise<Map<string, QueuedJob>> {
  const states = await readStates(client);
  const ids = [...new Set([...states.keys(), ...known])];
  const jobs = new Map<string, QueuedJob>();
  for (let start = 0; start < ids.length; start += 500) {
    const batch = ids.slice(start, start + 500);
    const found = await Promise.all(
      batch.map((id) => client.hmget(prefix + id, 'data', 'failedReason', 'atm')),
    );
    batch.forEach((deliveryId, index) => {
      const [data, failedReason, attemptsMade] = found[index] ?? [];
      if (data === null || data === undefined) return;
      jobs.set(deliveryId, {
        deliveryId,
        orderNo: (JSON.parse(data) as { orderNo?: string }).orderNo,
        state: states.get(deliveryId) ?? 'nowhere',
        failedReason: failedReason ?? undefined,
        attemptsMade: Number(attemptsMade ?? 0),
      });
    });
  }
  return jobs;
}

async function readStates(client: Redis): Promise<Map<string, QueuedJob['state']>> {
  const lists = [
    ['waiting', await client.lrange(`${prefix}wait`, 0, -1)],
    ['waiting', await client.lrange(`${prefix}paused`, 0, -1)],
    ['waiting', await client.zrange(`${prefix}prioritized`, '0', '-1')],
    ['active', await client.lrange(`${prefix}active`, 0, -1)],
    ['delayed', await client.zrange(`${prefix}delayed`, '0', '-1')],
    ['completed', await client.zrange(`${prefix}completed`, '0', '-1')],
    ['failed', await client.zrange(`${prefix}failed`, '0', '-1')],
  ] as const;
  return new Map(lists.flatMap(([state, ids]) => ids.map((id) => [id, state] as const)));
}
