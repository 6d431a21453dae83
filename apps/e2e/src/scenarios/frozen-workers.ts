import { processHook } from '../system/environment.ts';
import type { FaultSystemOptions } from '../system/fault-system.ts';
import { moodAt, repeatUnderLoad } from './acts.ts';
import { demandNotes } from './demands.ts';
import type { Scenario, Stage } from './scenario.ts';

/** Longer than a job's lock (15 s), a claim's lease (20 s) and the looks for both. */
const longerThanLease = [27_000, 32_000] as const;

const fewOrders: Scenario['load'] = (size) =>
  size === 'full' ? { orders: 600, seconds: 20 } : { orders: 150, seconds: 5 };

/** Mails take a while, so that the worker is caught handing some over. */
function slowDown({ system, random }: Stage): void {
  const mails = random.fork('mail');
  system.smtp.behave((at) =>
    at === 'data' || at === 'rcpt' ? { reply: 250, afterMs: mails.integer(20, 300) } : undefined,
  );
}

async function freezeOne(stage: Stage): Promise<void> {
  const { system, random, pause, note } = stage;
  slowDown(stage);
  const [victim] = system.workers;
  await pause(random.integer(1500, 3000));
  victim?.freeze();
  note('worker frozen');
  await pause(random.integer(...longerThanLease));
  victim?.thaw();
}

const frozen = {
  system: { workers: 3 },
  load: fewOrders,
  faults: freezeOne,
  expect: (outcome) => demandNotes(outcome, 'worker frozen'),
} satisfies Partial<Scenario>;

export const workerFrozen: Scenario = {
  ...frozen,
  name: 'worker-frozen',
  sentence:
    'SIGSTOP of a worker that hands mails over, for longer than its locks and leases, then SIGCONT',
};

export const workerFrozenOnHold: Scenario = {
  ...frozen,
  name: 'worker-frozen-on-hold',
  sentence: 'the same with UNCERTAIN_SEND=hold: never twice, whatever the woken worker does',
  system: { workers: 3, workerEnv: () => ({ UNCERTAIN_SEND: 'hold' }) },
  rules: { neverTwice: true },
};

export const eventLoopStalled: Scenario = {
  name: 'event-loop-stalled',
  sentence: "a worker's event loop stands still for longer than its locks and leases",
  system: { workers: 3, workerEnv: () => processHook('stall', longerThanLease[0]) },
  load: fewOrders,
  async faults(stage) {
    const { system, random, pause, note } = stage;
    slowDown(stage);
    await pause(random.integer(1500, 3000));
    system.workers[0]?.signal('SIGWINCH');
    note('event loop stalled');
    await pause(longerThanLease[0]);
  },
  expect: (outcome) => demandNotes(outcome, 'event loop stalled'),
};

const hourMs = 3_600_000;
const jumping: FaultSystemOptions = {
  workers: 3,
  workerEnv: (number) => processHook('jump', number === 1 ? hourMs : -hourMs),
};

export const clockJumps: Scenario = {
  name: 'clock-jumps',
  sentence:
    "one worker's clock jumps an hour ahead, another's an hour back, while mails are deferred",
  system: jumping,
  load: (size) => (size === 'full' ? { orders: 600, seconds: 15 } : { orders: 150, seconds: 5 }),
  async faults(stage) {
    const { system, random, note } = stage;
    const moods = { rcpt: [{ reply: 450 }], data: [{ reply: 451 }] } as const;
    system.smtp.behave(moodAt(random.fork('mail'), 0.1, moods, () => undefined));
    const [ahead, back] = system.workers;
    let turn = 0;
    await repeatUnderLoad(stage, random, [800, 4000], () => {
      // Each jumps once: two workers an hour apart are as wrong as clocks ever are.
      if (turn === 0) ahead?.signal('SIGWINCH');
      if (turn === 1) back?.signal('SIGWINCH');
      if (turn < 2) note('clock jumped');
      turn += 1;
      return Promise.resolve();
    });
  },
  expect: (outcome) => demandNotes(outcome, 'clock jumped'),
};
