import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { obtainRedisProgram } from '@ticketpost/testkit';
import { raceAcknowledgements } from './acknowledge-race.ts';
import { raceAttack } from './attack-race.ts';
import { measureConfirming } from './confirming.ts';
import { measureErasure } from './erasure.ts';
import { measureErasureFlood } from './erasure-flood.ts';
import { measureFolding } from './folding.ts';
import { measureFinishedOrders } from './finished-orders.ts';
import { measureLatency } from './latency.ts';
import { measureJournal } from './journal.ts';
import { measureMemory } from './memory.ts';
import { countRedisCommands } from './redis-commands.ts';
import { measureOperators } from './operators.ts';
import { measureRendering } from './rendering.ts';
import { measureRetention } from './retention.ts';
import { measureSealing } from './sealing.ts';
import { measureWaiting } from './waiting.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    orders: { type: 'string', default: '400' },
    'ledger-orders': { type: 'string', default: '1000000' },
    'dead-letters': { type: 'string', default: '100000' },
    'waiting-jobs': { type: 'string', default: '100000' },
    'retention-orders': { type: 'string', default: '100000' },
    only: { type: 'string', multiple: true },
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
const orders = Number(values.orders);
/** By the names that `--only` takes. */
const measurements = {
  acknowledge: async () => [
    ...(await raceAcknowledgements({ program, appendOnly: 'always', rounds, seconds })),
    ...(await raceAcknowledgements({ program, appendOnly: 'everysec', rounds, seconds })),
  ],
  attack: () => raceAttack({ program, rounds, seconds }),
  sealing: () => measureSealing({ program, rounds, seconds }),
  latency: () => measureLatency({ program, orders }),
  confirming: () => measureConfirming({ program, orders }),
  waiting: () => measureWaiting({ program }),
  journal: () => measureJournal({ program, seconds }),
  commands: () => countRedisCommands({ program }),
  rendering: () => measureRendering(),
  memory: () => measureMemory({ program }),
  folding: () => measureFolding({ program }),
  'finished-orders': () => measureFinishedOrders({ program }),
  erasure: () =>
    measureErasure({
      program,
      scale: {
        orders: Number(values['ledger-orders']),
        waitingJobs: Number(values['waiting-jobs']),
      },
    }),
  'erasure-flood': () => measureErasureFlood({ program }),
  retention: () => measureRetention({ program, orders: Number(values['retention-orders']) }),
  operators: () =>
    measureOperators({
      program,
      scale: {
        orders: Number(values['ledger-orders']),
        deadLetters: Number(values['dead-letters']),
      },
    }),
};
for (const [name, measure] of Object.entries(measurements)) {
  if (values.only?.includes(name) ?? true) print(await measure());
}
