import { randomInt } from 'node:crypto';
import { beginCommand, tell } from '../command/begin-command.ts';
import { parseFuzzOptions } from './options.ts';
import { formatFuzzResult } from './report/format-result.ts';
import { doors } from './requests/fuzz-request.ts';
import { runFuzz } from './run-fuzz.ts';

const { options, program } = await beginCommand(parseFuzzOptions(process.argv.slice(2)));
const { seed = randomInt(1, 1_000_000), minutes, connections, from, count, keepLogs } = options;
const [first, ...others] = options.only;
tell(`Seed ${seed}: npm run fuzz -- --seed ${seed} makes the same requests again`);
const result = await runFuzz({
  ...{ seed, minutes, connections, from, count, keepLogs, tell },
  doors: first === undefined ? doors : [first, ...others],
  program,
});
if (options.json) {
  const { tally } = result;
  const { requests } = tally;
  const { kinds, answers } = { kinds: tally.kinds, answers: tally.answers };
  const plain = {
    requests,
    kinds: Object.fromEntries(kinds),
    answers: Object.fromEntries(answers),
  };
  console.log(JSON.stringify({ ...result, tally: plain }, undefined, 2));
} else {
  console.log(formatFuzzResult(result));
}
process.exitCode = result.breaches.length > 0 ? 1 : 0;
