import type { Redis } from 'ioredis';
import { parseProcessReport, type ProcessReport } from './process-report.ts';
import { reportIndexKey, reportKey } from './report-keys.ts';

/** Those seen last. The index names dead ones too, until they are cleared out of it. */
const mostProcesses = 500;

/** The reports of all living processes, by app and then by start. */
export async function readReports(redis: Redis): Promise<ProcessReport[]> {
  const ids = await redis.zrange(reportIndexKey, '0', String(mostProcesses - 1), 'REV');
  if (ids.length === 0) return [];
  const stored = await redis.mget(ids.map(reportKey));
  const place = ({ app, startedAt, id }: ProcessReport) => `${app} ${startedAt} ${id}`;
  return stored
    .flatMap((report) => (report === null ? [] : (parseProcessReport(report) ?? [])))
    .toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}
