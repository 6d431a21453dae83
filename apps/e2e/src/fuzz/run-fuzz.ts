import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BytesExchange, RedisProgram } from '@ticketpost/testkit';
import { collectEvidence } from '../evidence/collect-evidence.ts';
import type { Counts } from '../judge/verdict.ts';
import { planBookings } from '../load/plan-bookings.ts';
import { planLoad } from '../load/plan-load.ts';
import { runLoad } from '../load/run-load.ts';
import { createRandom } from '../random/create-random.ts';
import type { FuzzBreach } from './judge/fuzz-breach.ts';
import { judgeAnswer } from './judge/judge-answer.ts';
import { judgeEnd } from './judge/judge-end.ts';
import { judgeMemory, type MemorySample } from './judge/judge-memory.ts';
import { createMarkSets, findMarks } from './judge/mark-sets.ts';
import { createRequest } from './requests/create-request.ts';
import type { Door, FuzzRequest } from './requests/fuzz-request.ts';
import { startFuzzSystem, type FuzzSystem } from './system/fuzz-system.ts';
import { keepSignedIn } from './system/keep-signed-in.ts';
import { setScene } from './system/set-scene.ts';
import { createTally, type Tally } from './tally.ts';
import { throwRequests } from './throw-requests.ts';
import { createLogWatch } from './watch/log-watch.ts';
import { readFiles, readRedisMemory, type Kept } from './watch/read-at-rest.ts';
import { readMemory, readMetrics } from './watch/read-metrics.ts';

export interface FuzzOptions {
  seed: number;
  minutes: number;
  doors: readonly [Door, ...Door[]];
  connections: number;
  /** The number of the first request. */
  from: number;
  /** How many are made; else as many as the minutes have room for. */
  count?: number | undefined;
  program: RedisProgram;
  keepLogs: boolean;
  tell: (line: string) => void;
}

export interface FuzzResult {
  seed: number;
  seconds: number;
  tally: Pick<Tally, 'requests' | 'kinds' | 'answers'>;
  breaches: readonly FuzzBreach[];
  /** Of the honest orders. */
  counts: Counts;
  /** Of the honest deliveries, from the post to the whole answer. */
  honestMs: { p50: number; p99: number };
  memory: readonly MemorySample[];
  logLines: number;
  keptDirectory?: string;
}

const honestPerSecond = 3;
const watchEveryMs = 3000;
/** What was acknowledged is worked off, however much garbage stands before it. */
const settleTimeoutMs = 300_000;
/** More of the same tells nothing new. */
const mostBreaches = 100;
const mostReproductions = 10;

/** Throws requests at the whole system beside honest traffic, and judges what came of both. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, program, keepLogs } = options;
  const system = await startFuzzSystem({ seed, program });
  let keep = true;
  try {
    const result = await throwAt(system, options);
    keep = keepLogs || result.breaches.length > 0;
    return { ...result, ...(keep ? { keptDirectory: system.whole.directory } : {}) };
  } finally {
    await system.close({ keep });
  }
}

async function throwAt(system: FuzzSystem, options: FuzzOptions): Promise<FuzzResult> {
  const { seed, minutes, doors, connections, count, tell } = options;
  const { whole, dashboard, dashboardUrl, logDirectory } = system;
  const random = createRandom(seed);
  const seconds = Math.ceil(minutes * 60);
  const plan = planLoad(random.fork('honest'), { orders: seconds * honestPerSecond, seconds });
  const bookings = planBookings(random.fork('bookings'), plan, { share: 1 });
  const scene = await setScene(system, [...new Set(plan.map(({ orderNo }) => orderNo))]);
  const marks = createMarkSets(system.secrets);
  const tally = createTally();
  const breaches: FuzzBreach[] = [];
  const memory: MemorySample[] = [];
  const logs = createLogWatch({ directory: logDirectory, forbidden: marks.forbiddenAtRest });
  const apps = [...whole.apps, dashboard];
  const note = (found: readonly FuzzBreach[]): void => {
    for (const breach of found) {
      if (breaches.length < mostBreaches) breaches.push(breach);
    }
  };

  const startedAt = Date.now();
  const endAt = startedAt + seconds * 1000;
  const load = runLoad({
    plan,
    bookings,
    urls: whole.ingestUrls,
    random: random.fork('balancer'),
    onDelivery: (planned) => whole.supplier?.learn(planned, { kind: 'ticketed', notYet: 0 }),
  });

  let isOver = false;
  const watch = async (): Promise<void> => {
    for (;;) {
      note(await logs.look());
      for (const { name, adminUrl } of apps) {
        const metrics = await readMetrics(adminUrl);
        const read = readMemory(metrics);
        if (read !== undefined) memory.push({ name, atMs: Date.now() - startedAt, ...read });
        note(findClear({ where: `metrics of ${name}`, bytes: Buffer.from(metrics) }));
      }
      if (isOver) return;
      await keepSignedIn(dashboardUrl, scene);
      await delay(Math.min(watchEveryMs, Math.max(0, endAt - Date.now())));
    }
  };
  const findClear = ({ where, bytes }: Kept): FuzzBreach[] => {
    const found = findMarks(bytes, marks.forbiddenAtRest);
    return found.length === 0
      ? []
      : [{ kind: 'clear_text', what: `${where} holds ${found.join(', ')}` }];
  };

  const { from } = options;
  let number = from - 1;
  const reproductions: Promise<void>[] = [];
  const keepForReproduction = (request: FuzzRequest, exchange: BytesExchange): void => {
    if (reproductions.length >= 2 * mostReproductions) return;
    const file = join(whole.directory, `request-${request.number}`);
    reproductions.push(
      writeFile(`${file}.bin`, Buffer.concat(request.parts)),
      writeFile(`${file}.answer`, exchange.bytes),
    );
  };
  const throwing = throwRequests({
    ports: { ingest: portOf(whole.ingestUrls[0]), dashboard: portOf(dashboardUrl) },
    connections,
    next: () => {
      const isLast = count === undefined ? Date.now() >= endAt : number >= from + count - 1;
      if (isLast) return undefined;
      number += 1;
      return createRequest({ seed, number, doors, scene });
    },
    onExchange: (request, exchange) => {
      tally.add(request, exchange);
      const found = judgeAnswer(request, exchange, marks);
      note(found);
      if (found.length > 0) keepForReproduction(request, exchange);
      if (tally.requests % 10_000 === 0) tell(`${tally.requests} requests`);
    },
  });
  const watching = watch();
  await Promise.all([throwing, load.ended]);
  isOver = true;
  await watching;
  await Promise.all(reproductions);
  const tookSeconds = (Date.now() - startedAt) / 1000;

  await dashboard.stop();
  const evidence = await collectEvidence(whole, load, { settleTimeoutMs });
  const decoys = new Set(scene.decoyOrders);
  const end = judgeEnd(evidence, decoys);
  note(end.breaches);
  note(await logs.look());
  for await (const kept of readRedisMemory(whole.redis.client)) note(findClear(kept));
  for await (const kept of readFiles(whole.directory)) {
    // Logs were read line by line; what was kept of requests is no trace of theirs.
    if (!/\/logs\/|\/request-\d+\./.test(kept.where)) note(findClear(kept));
  }
  note(judgeMemory(memory));
  const times = load.posted.flatMap(({ answer }) =>
    answer.kind === 'acknowledged' ? [answer.afterMs] : [],
  );
  return {
    seed,
    seconds: tookSeconds,
    tally,
    breaches,
    counts: end.counts,
    honestMs: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    memory,
    logLines: logs.lines,
  };
}

const portOf = (url: string): number => Number(new URL(url).port);

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
