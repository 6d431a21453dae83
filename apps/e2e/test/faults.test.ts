import { beforeAll, expect, test } from '@jest/globals';
import { obtainRedisProgram } from '@ticketpost/testkit';
import { formatResult } from '../src/report/format-result.ts';
import { runRounds } from '../src/run-rounds.ts';
import { allScenarios } from '../src/scenarios/all-scenarios.ts';
import type { ScenarioResult } from '../src/scenarios/run-scenario.ts';

/** The small form of the scenarios that tell most; `npm run faults` plays all of them whole. */
const names = [
  'killed-at-random',
  'worker-frozen',
  'redis-frozen',
  'redis-absent-at-boot',
  'uncertain-held',
  'line-dropped-before-data',
  'line-dropped-inside-data',
  'line-dropped-after-data',
  'smtp-535',
  'killed-while-asking',
  'bookings-killed',
  'trips-killed',
];
const seed = 20_261_124;
const timeoutMs = 480_000;

const results = new Map<string, ScenarioResult>();
beforeAll(async () => {
  const obtained = await obtainRedisProgram({ announce: () => undefined, install: false });
  if (obtained.kind === 'missing') throw new Error(obtained.remedy);
  await runRounds({
    scenarios: names.flatMap((name) => allScenarios.filter((scenario) => scenario.name === name)),
    ...{ seed, minutes: 0, atOnce: 3, size: 'small', keepLogs: false },
    program: obtained.program,
    onResult: (result) => results.set(result.name, result),
  });
}, timeoutMs);

test.each(names)('%s: nothing lost, nothing sent twice, all agree', (name) => {
  const result = results.get(name);
  if (result?.kind !== 'judged') throw new Error(`${name} was not played`);
  const { breaches, counts } = result.verdict;
  expect(counts.acknowledged).toBeGreaterThan(0);
  expect(counts.mails).toBeGreaterThan(0);
  expect(breaches.length === 0 ? '' : formatResult(result)).toBe('');
});
