import type { SupplierMisbehaviour } from '@ticketpost/testkit';
import type { Random } from '../random/create-random.ts';
import { killOne, repeatUnderLoad } from './acts.ts';
import {
  demandNoDeadLettersOfTrueOrders,
  demandEvents,
  demandNotes,
  demandUnmailed,
} from './demands.ts';
import type { Outcome, Scenario, Stage } from './scenario.ts';

/** The workers ask the supplier; every second order is paid and not ticketed at first. */
const asked = {
  system: { workers: 2, hasSupplier: true },
  load: (size) => ({
    ...(size === 'full' ? { orders: 800, seconds: 25 } : { orders: 150, seconds: 8 }),
    truths: { notYetShare: 0.5, falseShare: 0.05 },
  }),
} satisfies Partial<Scenario>;

const expectAsked =
  (...notes: readonly string[]) =>
  (outcome: Outcome) => [
    ...demandNotes(outcome, ...notes),
    ...demandEvents(outcome, { event: 'not_confirmed', reason: 'not_yet' }),
    ...demandNoDeadLettersOfTrueOrders(outcome),
    ...demandUnmailed(outcome),
  ];

const troubles: Readonly<Record<string, SupplierMisbehaviour>> = {
  throttled: { throttle: { retryAfter: 1, header: '2' } },
  hung: { hang: true },
  'line dropped': { dropConnection: true },
  'line dropped inside': { dropConnection: 'inside' },
  'down behind 200': { status: 9999 },
  'too slow behind 200': { status: 705 },
  'down with 503': { fail: { httpStatus: 503 } },
};

/** The supplier is bad in one way after another, longer than its answers take. */
export async function hurtSupplier(
  { system: { supplier }, pause, note }: Stage,
  random: Random,
): Promise<void> {
  const how = random.pick(['away', ...Object.keys(troubles)]);
  const trouble = troubles[how];
  if (trouble === undefined) await supplier?.goAway();
  else supplier?.misbehave(trouble);
  note(`supplier ${how}`);
  note('supplier hurt');
  await pause(random.integer(500, 3000));
  await supplier?.heal();
}

const supplierHurt: Scenario = {
  ...asked,
  name: 'supplier-hurt',
  sentence:
    'the supplier is away, throttles, hangs and drops lines under load: mails wait for its word',
  async faults(stage) {
    const { size, random } = stage;
    await repeatUnderLoad(stage, random, size === 'full' ? [500, 4000] : [500, 1500], () =>
      hurtSupplier(stage, random),
    );
  },
  expect: expectAsked('supplier hurt'),
};

const killedWhileAsking: Scenario = {
  ...asked,
  name: 'killed-while-asking',
  sentence: 'kill -9 of workers while they ask the supplier',
  system: { ...asked.system, workers: 3 },
  async faults(stage) {
    const { system, size, random, note } = stage;
    await repeatUnderLoad(stage, random, size === 'full' ? [500, 3000] : [500, 1500], async () => {
      if (system.supplier?.isAsked === true) note('a query was under way');
      await killOne(stage, random, system.workers, [50, 2000]);
    });
  },
  expect: expectAsked('worker killed', 'a query was under way'),
};

const unconfirmedWithoutRedis: Scenario = {
  ...asked,
  name: 'redis-hurt-while-unconfirmed',
  sentence: 'Redis is killed or frozen while orders wait for the supplier to call them ticketed',
  load: (size) => ({ ...asked.load(size), truths: { notYetShare: 0.7, falseShare: 0.05 } }),
  async faults(stage) {
    const { system, size, random, pause, note } = stage;
    const { redis, supplier } = system;
    const longest = size === 'full' ? 8000 : 2000;
    await repeatUnderLoad(stage, random, [500, 2500], async () => {
      if ((supplier?.notYet ?? 0) > 0) note('orders were unconfirmed');
      if (random.chance(0.5)) {
        await redis.kill();
        note('Redis killed');
      } else {
        redis.freeze();
        note('Redis frozen');
      }
      await pause(random.integer(200, longest));
      await redis.heal();
    });
  },
  expect: expectAsked('orders were unconfirmed'),
};

export const supplierAsked: readonly Scenario[] = [
  supplierHurt,
  killedWhileAsking,
  unconfirmedWithoutRedis,
];
