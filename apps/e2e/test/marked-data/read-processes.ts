import { readFolder } from '../read-folder.ts';
import type { AppProcess } from '../start-system.ts';
import type { Places } from './places.ts';
import { readMemory, readStartEnvironment, readTitle } from './read-process.ts';
import type { MarkedSystem } from './start-marked-system.ts';

/** What the processes say and hold, and what Redis has on its disk. */
export async function readProcesses(
  { system, worker }: MarkedSystem,
  dashboard: AppProcess,
): Promise<
  Pick<Places, 'redisFiles' | 'redisMemory' | 'logs' | 'metrics' | 'titles' | 'environments'>
> {
  const running: readonly AppProcess[] = [system.ingest, worker, dashboard];
  const metrics = await Promise.all(running.map((app) => app.readMetrics()));
  const isReadable = process.platform === 'linux';
  const pids = [system.redis.pid, ...running.map(({ pid }) => pid)];
  const environments = await Promise.all(
    pids.map(async (pid) => (isReadable ? await readStartEnvironment(pid) : '')),
  );
  const [redis = '', ingest = '', ofWorker = '', ofDashboard = ''] = environments;
  return {
    redisFiles: await readFolder(system.redis.directory),
    redisMemory: isReadable ? await readMemory(system.redis.pid) : [],
    logs: system.processes.flatMap(({ lines }) => lines).join('\n'),
    metrics: metrics.join('\n'),
    titles: isReadable ? (await Promise.all(pids.map(readTitle))).join('\n') : '',
    environments: { redis, ingest, worker: ofWorker, dashboard: ofDashboard },
  };
}
