import { startRedis, startSmtpStandIn, type RedisProgram } from '@ticketpost/testkit';
import { startDashboard, startIngest, startWorker, type MeasuredApp } from './apps.ts';
import { postFreshOrders } from './load.ts';
import { residentMb } from './resident-memory.ts';

const deliveries = 20_000;

/** Aims for resident memory after the deliveries, in MB. */
const aimsMb: Readonly<Record<string, number>> = { ingest: 110, worker: 140 };

/** Resident memory of each app when ready, and after 20,000 deliveries were posted and mailed. */
export async function measureMemory({ program }: { program: RedisProgram }): Promise<string[]> {
  const redis = await startRedis({ program, appendOnly: 'everysec' });
  const smtp = await startSmtpStandIn();
  const apps: Record<string, MeasuredApp> = {};
  try {
    apps['ingest'] = await startIngest(redis.url);
    apps['worker'] = await startWorker(redis.url, smtp.url);
    apps['dashboard'] = await startDashboard(redis.url);
    const idle = await readAll(apps);
    const ingest = apps['ingest'];
    await postFreshOrders({ url: ingest.url, connections: 64, amount: deliveries });
    await untilMailed(smtp, deliveries);
    const after = await readAll(apps);
    const rows = Object.keys(apps).map((name) => {
      const aim = aimsMb[name];
      return `| ${name} | ${show(idle[name])} | ${show(after[name])} | ${aim === undefined ? '' : `≤ ${aim}`} |`;
    });
    return [
      `### Resident memory, ${deliveries} deliveries`,
      '',
      '| app | idle MB | after MB | aim MB |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ];
  } finally {
    for (const { child } of Object.values(apps)) await child.stop();
    await smtp.close();
    await redis.stop();
  }
}

async function readAll(apps: Record<string, MeasuredApp>): Promise<Record<string, number>> {
  const readings = Object.entries(apps).map(
    async ([name, app]) => [name, await residentMb(app)] as const,
  );
  return Object.fromEntries(await Promise.all(readings));
}

const show = (mb: number | undefined) => (mb ?? NaN).toFixed(0);

async function untilMailed(
  smtp: Awaited<ReturnType<typeof startSmtpStandIn>>,
  count: number,
): Promise<void> {
  for (let taken = 0; taken < count; taken++)
    await smtp.nextMail(() => true, { timeoutMs: 60_000 });
}
