import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RedisProgram } from '@ticketpost/testkit';
import { collectEvidence } from '../evidence/collect-evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { describeOrder } from '../judge/describe-order.ts';
import { judge } from '../judge/judge.ts';
import type { Breach, Verdict } from '../judge/verdict.ts';
import { planBookings } from '../load/plan-bookings.ts';
import { planLoad } from '../load/plan-load.ts';
import { planTruths } from '../load/plan-truths.ts';
import { runLoad } from '../load/run-load.ts';
import { createRandom } from '../random/create-random.ts';
import { startFaultSystem } from '../system/fault-system.ts';
import type { Scenario, ScenarioSize } from './scenario.ts';

export type ScenarioResult =
  | { kind: 'not_run'; name: string; why: string }
  | {
      kind: 'judged';
      name: string;
      seed: number;
      verdict: Verdict;
      notes: ReadonlyMap<string, number>;
      durationMs: number;
      /** Everything about the orders and processes of the breaches; empty without any. */
      details: readonly string[];
      /** Where the logs are, when something broke or they were asked for. */
      keptDirectory?: string;
    };

const settleTimeoutMs = 120_000;
const mostOrdersDescribed = 10;

/** Plays one scenario from its start to the verdict. Rejects only when the suite itself cannot go on. */
export async function runScenario(
  scenario: Scenario,
  options: { seed: number; size: ScenarioSize; program: RedisProgram; keepLogs?: boolean },
): Promise<ScenarioResult> {
  const { name } = scenario;
  const { seed, size, program, keepLogs = false } = options;
  const startedAt = Date.now();
  const prepared = (await scenario.prepare?.()) ?? { kind: 'ready', system: {} };
  if (prepared.kind === 'not_run') return { kind: 'not_run', name, why: prepared.why };

  const random = createRandom(seed).fork(name);
  const system = await startFaultSystem({
    ...scenario.system,
    ...prepared.system,
    program,
    random,
  });
  const notes = new Map<string, number>();
  let keep = true;
  try {
    const wanted = scenario.load(size);
    const { bookings = { share: 0 }, truths = { notYetShare: 0 } } = wanted;
    const plan = planLoad(random.fork('load'), wanted);
    const truthOf = planTruths(random.fork('truths'), plan, truths);
    const load = runLoad({
      plan,
      bookings: planBookings(random.fork('bookings'), plan, bookings),
      urls: system.ingestUrls,
      random: random.fork('balancer'),
      onDelivery: (planned) => {
        system.supplier?.learn(planned, truthOf.get(planned.orderNo) ?? { kind: 'unknown' });
      },
    });
    const faults = scenario.faults({
      system,
      load,
      size,
      random: random.fork('faults'),
      pause: (ms) => delay(ms),
      note: (what) => notes.set(what, (notes.get(what) ?? 0) + 1),
    });
    await Promise.all([load.ended, faults]);
    await system.heal();
    if (scenario.isMailServerLeft !== true) await system.smtp.heal();
    const evidence = await collectEvidence(system, load, { settleTimeoutMs });

    const verdict = judge(evidence, scenario.rules);
    const demands = scenario.expect?.({ evidence, notes }) ?? [];
    const breaches: Breach[] = [
      ...verdict.breaches,
      ...demands.map((what): Breach => ({ kind: 'scenario', what })),
    ];
    const orders = [...new Set(breaches.flatMap(({ orderNo }) => orderNo ?? []))];
    const details = orders
      .slice(0, mostOrdersDescribed)
      .flatMap((orderNo) => describeOrder(evidence, orderNo));
    keep = keepLogs || breaches.length > 0;
    if (keep) {
      const uncertain = findUncertainOrders(evidence).slice(0, mostOrdersDescribed);
      const described = uncertain.flatMap((orderNo) => describeOrder(evidence, orderNo));
      const text = [...details, '', 'Uncertain for a while:', ...described].join('\n');
      await writeFile(join(system.directory, 'orders.txt'), text);
    }
    return {
      kind: 'judged',
      name,
      seed,
      verdict: { counts: verdict.counts, breaches },
      notes,
      durationMs: Date.now() - startedAt,
      details,
      ...(keep ? { keptDirectory: system.directory } : {}),
    };
  } finally {
    await system.close({ keep });
  }
}

function findUncertainOrders({ ledger }: Evidence): string[] {
  return [...ledger].flatMap(([orderNo, { timeline }]) =>
    timeline.some(({ event }) => event === 'uncertain') ? orderNo : [],
  );
}
