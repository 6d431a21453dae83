import { fileURLToPath } from 'node:url';
import {
  startProcess,
  startRedis,
  type RedisProgram,
  type RunningProcess,
} from '@ticketpost/testkit';
import { postSteadily, type HonestTimes } from './attack/honest-traffic.ts';
import { startIngest } from './apps.ts';
import { residentMb } from './resident-memory.ts';
import { median, percentile, summarise } from './statistics.ts';

const honestPerSecond = 50;
const slowConnections = 500;
const badPerSecond = 5000;

/** What the attacker says that it did. */
interface Attack {
  perSecond: number;
  answers: Record<string, number>;
  slowOpen: number;
  slowClosed: number;
}

/**
 * How long honest deliveries wait for their acknowledgement when nothing else goes on, and during an
 * attack from many addresses: rounds in turn, on one ingest.
 */
export async function raceAttack(options: {
  program: RedisProgram;
  rounds: number;
  seconds: number;
}): Promise<string[]> {
  const { program, rounds, seconds } = options;
  const redis = await startRedis({ program, appendOnly: 'always' });
  const ingest = await startIngest(redis.url, { LOG_LEVEL: 'warn' });
  const { url } = ingest;
  const measure = () => postSteadily({ url, perSecond: honestPerSecond, seconds });
  try {
    // One that does not count, for the compilers to warm up.
    await measure();
    const before = await residentMb(ingest);
    const quiet: HonestTimes[] = [];
    const attacked: HonestTimes[] = [];
    const attacks: Attack[] = [];
    for (let round = 0; round < rounds; round++) {
      quiet.push(await measure());
      const attacker = await startAttacker(new URL(url).port);
      attacked.push(await measure());
      attacks.push(await endAttack(attacker));
    }
    const after = await residentMb(ingest);
    return report({ seconds, quiet, attacked, attacks, before, after });
  } finally {
    await ingest.child.stop();
    await redis.stop();
  }
}

function startAttacker(port: string): Promise<RunningProcess> {
  return startProcess({
    name: 'attacker',
    command: process.execPath,
    args: ['--import', 'tsx', fileURLToPath(new URL('attack/attacker.ts', import.meta.url))],
    env: {
      ATTACK_PORT: port,
      ATTACK_SLOW: String(slowConnections),
      ATTACK_PER_SECOND: String(badPerSecond),
    },
    readyWhen: (line) => line === 'attacking',
  });
}

async function endAttack(attacker: RunningProcess): Promise<Attack> {
  await attacker.stop();
  const line = attacker.lines.findLast((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`the attacker failed: ${attacker.lines.join('\n')}`);
  return JSON.parse(line) as Attack;
}

function report(about: {
  seconds: number;
  quiet: readonly HonestTimes[];
  attacked: readonly HonestTimes[];
  attacks: readonly Attack[];
  before: number;
  after: number;
}): string[] {
  const { quiet, attacked, attacks, before, after } = about;
  const p = (share: number) => (round: HonestTimes) => percentile(round.times, share);
  const row = (name: string, rounds: readonly HonestTimes[]) =>
    `| ${name} | ${summarise(rounds.map(p(0.5)), 1)} | ${summarise(rounds.map(p(0.99)), 1)} | ${rounds.reduce((sum, { failures }) => sum + failures, 0)} |`;
  const ratios = (share: number) =>
    attacked.map((round, index) => p(share)(round) / (quiet.map(p(share))[index] ?? NaN));
  const answers = new Map<string, number>();
  for (const attack of attacks) {
    for (const [status, times] of Object.entries(attack.answers)) {
      answers.set(status, (answers.get(status) ?? 0) + times);
    }
  }
  return [
    `### Honest deliveries, ${honestPerSecond} a second, during an attack`,
    '',
    `Wanted: ${slowConnections} slow connections and ${badPerSecond} bad requests a second, each from an address of its own. Achieved on this machine, which attacker and attacked share: ${summarise(attacks.map(({ slowOpen }) => slowOpen))} slow connections open at the end of a round (${median(attacks.map(({ slowClosed }) => slowClosed))} closed by ingest and made anew), ${summarise(attacks.map(({ perSecond }) => perSecond))} bad requests a second.`,
    '',
    '| | p50 ms | p99 ms | not acknowledged |',
    '| --- | --- | --- | --- |',
    row('quiet', quiet),
    row('attacked', attacked),
    '',
    `Ratio, attacked to quiet: p50 ${summarise(ratios(0.5), 1)}, p99 ${summarise(ratios(0.99), 1)}.`,
    `Bad requests were answered: ${[...answers].map(([status, times]) => `${status} ${times}`).join(', ')}.`,
    `Ingest's resident memory: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after.`,
    '',
  ];
}
