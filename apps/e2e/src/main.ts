import { randomInt } from 'node:crypto';
import { beginCommand, tell } from './command/begin-command.ts';
import { parseOptions } from './options.ts';
import { formatResult } from './report/format-result.ts';
import { formatHeader, formatTable } from './report/format-table.ts';
import { createRows } from './report/row.ts';
import { runRounds } from './run-rounds.ts';
import { allScenarios } from './scenarios/all-scenarios.ts';

const { options, program } = await beginCommand(parseOptions(process.argv.slice(2), allScenarios));
const { seed = randomInt(1, 1_000_000), minutes, atOnce, keepLogs } = options;
const scenarios = allScenarios.filter(
  ({ name }) => options.scenario.length === 0 || options.scenario.includes(name),
);
const startedAt = Date.now();
tell(`Seed ${seed}: npm run faults -- --seed ${seed} plays the same again`);
const results = await runRounds({
  scenarios,
  seed,
  minutes,
  atOnce,
  size: options.small ? 'small' : 'full',
  program,
  keepLogs,
  onResult: (result) => {
    tell(formatResult(result));
  },
});

const rows = createRows(scenarios, results);
const judged = results.flatMap((result) => (result.kind === 'judged' ? [result] : []));
const seeds = [...new Set(judged.map((result) => result.seed))];
const isBroken = judged.some(({ verdict }) => verdict.breaches.length > 0);
if (options.json) {
  const rounds = judged.map(({ notes, ...result }) => ({
    ...result,
    notes: Object.fromEntries(notes),
  }));
  console.log(JSON.stringify({ seeds, rows, rounds }, undefined, 2));
} else {
  const took = (Date.now() - startedAt) / 60_000;
  const nodeVersion = process.versions.node;
  console.log(`\n${formatHeader({ seeds, minutes: took, nodeVersion })}\n`);
  console.log(formatTable(rows, { isWide: options.markdown }));
}
process.exitCode = isBroken ? 1 : 0;
