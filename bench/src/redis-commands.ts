import { Redis } from 'ioredis';
import { startRedis, startSmtpStandIn, type RedisProgram } from '@ticketpost/testkit';
import { startIngest, startWorker } from './apps.ts';
import { postFreshOrders } from './load.ts';

const orders = 200;

/** What one mail costs in Redis: commands that the worker sends, and what the scripts do inside. */
export async function countRedisCommands({
  program,
}: {
  program: RedisProgram;
}): Promise<string[]> {
  const redis = await startRedis({ program, appendOnly: 'everysec' });
  const smtp = await startSmtpStandIn();
  const client = new Redis(redis.url);
  const ingest = await startIngest(redis.url);
  try {
    await postFreshOrders({ url: ingest.url, connections: 8, amount: orders });
    const monitor = await client.monitor();
    const sent = { ledger: 0, all: 0 };
    const inside = { ledger: 0, all: 0 };
    monitor.on('monitor', (_time: string, args: string[], source: string) => {
      const side = source === 'lua' ? inside : sent;
      side.all += 1;
      if (args.some((arg) => arg.startsWith('ticketpost:order:'))) side.ledger += 1;
    });
    const worker = await startWorker(redis.url, smtp.url);
    for (let taken = 0; taken < orders; taken++) {
      await smtp.nextMail(() => true, { timeoutMs: 60_000 });
    }
    await worker.child.stop();
    monitor.disconnect();
    const row = (name: string, side: { ledger: number; all: number }) =>
      `| ${name} | ${(side.ledger / orders).toFixed(1)} | ${(side.all / orders).toFixed(1)} |`;
    return [
      `### Redis commands a mail, ${orders} mails, one worker`,
      '',
      '| | ledger | all |',
      '| --- | --- | --- |',
      row('sent by the worker', sent),
      row('inside scripts', inside),
      '',
    ];
  } finally {
    await ingest.child.stop();
    client.disconnect();
    await smtp.close();
    await redis.stop();
  }
}
