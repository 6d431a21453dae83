import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { obtainRedisProgram } from '@ticketpost/testkit';
import { raceAcknowledgements } from './acknowledge-race.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    orders: { type: 'string', default: '400' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

const obtained = await obtainRedisProgram({
  announce: (line) => {
    console.error(line);
  },
});
if (obtained.kind === 'missing') {
  console.error(obtained.remedy);
  process.exit(1);
}
const { program } = obtained;

const print = (lines: readonly string[]) => {
  console.log(lines.join('\n'));
};
print([
  `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${rounds} rounds of ${seconds} s; median (lowest–highest)`,
  '',
]);
for (const appendOnly of ['always', 'everysec'] as const) {
  print(await raceAcknowledgements({ program, appendOnly, rounds, seconds }));
}
print(await measureLatency({ program, orders: Number(values.orders) }));
print(await measureMemory({ program }));
