import { Redis } from 'ioredis';
import { startRedis, type RedisProgram } from '@ticketpost/testkit';
import { startIngest, startTextbookPair, type MeasuredApp } from './apps.ts';
import { postFreshOrders, type LoadResult } from './load.ts';
import { median, summarise } from './statistics.ts';

const connections = 64;

/**
 * Acknowledgements a second of ingest and of the textbook pair: the same Redis at the same
 * durability, rounds in turn, each on an empty queue.
 */
export async function raceAcknowledgements(options: {
  program: RedisProgram;
  appendOnly: 'always' | 'everysec';
  rounds: number;
  seconds: number;
}): Promise<string[]> {
  const { program, appendOnly, rounds, seconds } = options;
  const redis = await startRedis({ program, appendOnly });
  const client = new Redis(redis.url);
  const runners: Pick<MeasuredApp, 'child' | 'url'>[] = [];
  try {
    const ingest = await startIngest(redis.url);
    runners.push(ingest);
    const textbook = await startTextbookPair(redis.url);
    runners.push(textbook);

    const measure = async ({ url }: Pick<MeasuredApp, 'url'>) => {
      await client.flushall();
      return await postFreshOrders({ url, connections, seconds });
    };
    // One round each that does not count, for the compilers to warm up.
    await measure(ingest);
    await measure(textbook);
    const ours: LoadResult[] = [];
    const theirs: LoadResult[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await measure(ingest));
      theirs.push(await measure(textbook));
    }
    const ratios = ours.map(
      ({ perSecond }, round) => perSecond / (theirs[round]?.perSecond ?? NaN),
    );
    const row = (name: string, results: LoadResult[]) =>
      `| ${name} | ${summarise(results.map(({ perSecond }) => perSecond))} | ${median(results.map(({ p50Ms }) => p50Ms))} | ${median(results.map(({ p99Ms }) => p99Ms))} | ${results.reduce((sum, { failures }) => sum + failures, 0)} |`;
    return [
      `### Acknowledge, \`appendfsync ${appendOnly}\`, ${connections} connections`,
      '',
      '| app | acknowledged a second | p50 ms | p99 ms | failures |',
      '| --- | --- | --- | --- | --- |',
      row('ingest', ours),
      row('textbook pair', theirs),
      '',
      `Ratio, ingest to textbook pair: ${summarise(ratios, 2)} (aim: ≥ 1)`,
      '',
    ];
  } finally {
    for (const { child } of runners) await child.stop();
    client.disconnect();
    await redis.stop();
  }
}
