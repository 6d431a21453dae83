import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sealSupplierEvent } from '@ticketpost/queue';
import { readSupplierEvent } from '@ticketpost/schema';
import { buildDelivery, startProcess } from '@ticketpost/testkit';
import { countHandled, type BulkState } from '../../src/bulk/bulk-state.ts';
import type { BulkOrder, Bulks } from '../../src/bulk/create-bulks.ts';
import { keyring, receivedAt, startOperations } from '../start-operations.ts';
import { createGate } from './gate.ts';
import { startBulks, type StartedBulks } from './start-bulks.ts';

let system: Awaited<ReturnType<typeof startOperations>>;
const started: StartedBulks[] = [];

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((bulks) => bulks.stop()));
});

/** One dashboard more. Resolves when its connection is there. */
async function startDashboard(alter?: Parameters<typeof startBulks>[1]): Promise<StartedBulks> {
  const bulks = startBulks(system.redisUrl, alter);
  started.push(bulks);
  await until(() =>
    bulks.bulks.current('redrive').then(
      () => true,
      () => false,
    ),
  );
  return bulks;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('it did not become so in time');
    await setTimeout(10);
  }
}

async function makeDeadLetters(prefix: string, count: number, reason: string): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, n) => {
      const reading = readSupplierEvent(buildDelivery({ orderNo: `${prefix}${n}` }));
      if (reading.kind !== 'event') throw new Error('the body cannot be read');
      const delivery = { deliveryId: `${prefix}-${n}`, receivedAt };
      return system.intake.addEvent(sealSupplierEvent(keyring, delivery, reading.event));
    }),
  );
  await system.runWorker({ kind: 'dead', reason: `${reason}: as the server said` }, count);
}

const redrive: BulkOrder = {
  kind: 'redrive',
  reason: 'mailbox_full',
  by: 'olga',
  role: 'operator',
  why: 'the mailbox was emptied',
  via: 'dashboard',
};

async function begin(bulks: Bulks, order: BulkOrder = redrive) {
  const beginning = await bulks.begin(order);
  if (beginning.kind !== 'begun') throw new Error(`expected it to begin, got ${beginning.kind}`);
  return beginning;
}

async function run(bulks: Bulks, order: BulkOrder = redrive): Promise<BulkState | undefined> {
  return await (
    await begin(bulks, order)
  ).ended;
}

describe('a redrive of all dead letters of one reason', () => {
  test('says beforehand how many, and what would come of some', async () => {
    await makeDeadLetters('full', 45, 'mailbox_full');
    await makeDeadLetters('other', 3, 'mailbox_refused');
    const { bulks } = await startDashboard();
    expect(await bulks.preview(redrive)).toEqual({
      count: 45,
      sample: { size: 20, outcomes: { possible: 20 } },
    });
    expect(await bulks.preview({ ...redrive, reason: 'never_heard_of' })).toEqual({
      count: 0,
      sample: { size: 0, outcomes: {} },
    });
    expect(await system.events.getJobCounts('failed', 'waiting')).toEqual({
      failed: 48,
      waiting: 0,
    });
  });

  test('puts back thousands, no others, and reports by outcome', async () => {
    await makeDeadLetters('full', 3000, 'mailbox_full');
    await makeDeadLetters('other', 5, 'mailbox_refused');
    const { bulks, audited } = await startDashboard();
    const state = await run(bulks);
    expect(state).toMatchObject({
      kind: 'redrive',
      reason: 'mailbox_full',
      by: 'olga',
      status: 'done',
      total: 3000,
      outcomes: { redriven: 3000 },
      endedAt: expect.any(String) as unknown,
    });
    expect(await system.events.getJobCounts('failed', 'waiting')).toEqual({
      failed: 5,
      waiting: 3000,
    });
    expect(await system.timelineOf('full2999')).toMatchObject([{ event: 'redriven', by: 'olga' }]);
    expect(audited).toEqual([
      {
        action: {
          action: 'bulk_redrive',
          by: 'olga',
          role: 'operator',
          why: redrive.why,
          via: 'dashboard',
          detail: `mailbox_full, ${state?.id ?? ''}`,
        },
        outcome: 'done',
      },
    ]);
  }, 60_000);

  test('of what nobody has is done at once', async () => {
    const { bulks } = await startDashboard();
    expect(await run(bulks)).toMatchObject({ status: 'done', total: 0, outcomes: {} });
  });

  test('stops in the middle when somebody at another dashboard says so', async () => {
    await makeDeadLetters('full', 2000, 'mailbox_full');
    const stopSeen = createGate();
    const first = await startDashboard({
      store: (store) => ({
        ...store,
        async beat(kind, id) {
          const heard = await store.beat(kind, id);
          if (heard === 'stop_wanted') stopSeen.open();
          return heard;
        },
      }),
      works: (works) => holdAfter(works, 300, stopSeen.isOpen),
    });
    const second = await startDashboard();
    const { id, ended } = await begin(first.bulks);
    await until(async () => countHandled((await second.bulks.read(id)) ?? { outcomes: {} }) > 100);
    expect(await second.bulks.current('redrive')).toMatchObject({ id, status: 'running' });
    expect(await second.bulks.stop(id, 'otto')).toEqual({ kind: 'stopping' });
    const state = await ended;
    expect(state).toMatchObject({ status: 'stopped', stoppedBy: 'otto', total: 2000 });
    const { waiting, failed } = await system.events.getJobCounts('failed', 'waiting');
    expect(state?.outcomes).toEqual({ redriven: waiting });
    expect(failed).toBe(2000 - (waiting ?? 0));
    expect(failed).toBeGreaterThan(1000);
    expect(await second.bulks.current('redrive')).toBeUndefined();
    expect(await second.bulks.stop(id, 'otto')).toEqual({ kind: 'not_running' });
    expect(await second.bulks.stop('nobody', 'otto')).toEqual({ kind: 'not_found' });
  }, 60_000);

  test('is begun once, however many want it at once, and the others hear by whom', async () => {
    await makeDeadLetters('full', 50, 'mailbox_full');
    const open = createGate();
    const alter = { works: (works: Works) => holdAfter(works, 0, open.isOpen) };
    const [one, two] = await Promise.all([startDashboard(alter), startDashboard(alter)]);
    const beginnings = await Promise.all([
      one.bulks.begin(redrive),
      one.bulks.begin(redrive),
      two.bulks.begin({ ...redrive, by: 'otto' }),
    ]);
    const begun = beginnings.filter((beginning) => beginning.kind === 'begun');
    expect(begun).toHaveLength(1);
    const by = beginnings[2].kind === 'begun' ? 'otto' : 'olga';
    const late = await two.bulks.begin(redrive);
    expect(late).toEqual({ kind: 'occupied', id: begun[0]?.id, by });
    open.open();
    expect(await begun[0]?.ended).toMatchObject({ status: 'done', outcomes: { redriven: 50 } });
    expect(await run(two.bulks)).toMatchObject({ status: 'done', total: 0 });
  });

  test('whose process was killed counts as abandoned, and is begun again', async () => {
    await makeDeadLetters('full', 500, 'mailbox_full');
    const { bulks } = await startDashboard();
    const runner = await startProcess({
      command: process.execPath,
      args: [
        '--conditions=source',
        '--import',
        'tsx',
        path.join(import.meta.dirname, 'bulk-runner.ts'),
        system.redisUrl,
        'mailbox_full',
      ],
      env: {},
      name: 'bulk runner',
    });
    const line = await runner.nextLine((text) => text.includes('begun'), { timeoutMs: 20_000 });
    const { id } = JSON.parse(line) as { id: string };
    await until(async () => countHandled((await bulks.read(id)) ?? { outcomes: {} }) >= 100);
    await runner.kill();
    expect(await bulks.begin(redrive)).toMatchObject({ kind: 'occupied', id });
    await until(async () => (await bulks.read(id))?.status === 'abandoned');
    expect(await run(bulks)).toMatchObject({ status: 'done', outcomes: { redriven: 400 } });
    expect(await system.events.getJobCounts('failed', 'waiting')).toEqual({
      failed: 0,
      waiting: 500,
    });
    expect(await bulks.read(id)).toMatchObject({ status: 'abandoned' });
  }, 60_000);

  test('goes on when Redis was away for a moment', async () => {
    await makeDeadLetters('full', 500, 'mailbox_full');
    const away = createGate();
    let wasFrozen = false;
    const { bulks } = await startDashboard({
      works: (works) => ({
        ...works,
        redrive: {
          ...works.redrive,
          async step(delivery, order) {
            if (delivery.deliveryId === 'full-300' && !wasFrozen) {
              wasFrozen = true;
              system.server.freeze();
            }
            try {
              return await works.redrive.step(delivery, order);
            } catch (error) {
              away.open();
              throw error;
            }
          },
        },
      }),
    });
    const { ended } = await begin(bulks);
    await away.isOpen;
    system.server.thaw();
    const state = await ended;
    expect(state).toMatchObject({ status: 'done', total: 500 });
    expect(countHandled(state ?? { outcomes: {} })).toBe(500);
    expect(await system.events.getJobCounts('failed', 'waiting')).toEqual({
      failed: 0,
      waiting: 500,
    });
  }, 60_000);

  test('is not done when it cannot be audited', async () => {
    await makeDeadLetters('full', 5, 'mailbox_full');
    const failure = new Error('no audit');
    const { bulks } = await startDashboard({ audit: { around: () => Promise.reject(failure) } });
    await expect(bulks.begin(redrive)).rejects.toBe(failure);
    expect(await system.events.getFailedCount()).toBe(5);
    expect(await bulks.current('redrive')).toBeUndefined();
  });

  test('says so when its process ends', async () => {
    await makeDeadLetters('full', 200, 'mailbox_full');
    const reached = createGate();
    const first = await startDashboard({
      works: (works) => holdAfter(works, 50, reached.isOpen),
    });
    const second = await startDashboard();
    const { id } = await begin(first.bulks);
    await until(async () => countHandled((await second.bulks.read(id)) ?? { outcomes: {} }) >= 50);
    const closed = first.bulks.close();
    reached.open();
    await closed;
    expect(await second.bulks.read(id)).toMatchObject({
      status: 'broken_off',
      because: 'shutdown',
      total: 200,
    });
    expect(await run(second.bulks)).toMatchObject({ status: 'done' });
    expect(await system.events.getFailedCount()).toBe(0);
  }, 60_000);
});

test('a release of all quarantined ones of one reason keeps those that still cannot be read', async () => {
  for (let n = 0; n < 150; n += 1) {
    await system.keep(`foreign-${n}`, JSON.stringify(buildDelivery({ orderNo: `foreign${n}` })));
  }
  await system.keep('bad-1', '{"type": "order.ticketed"}');
  await system.keep('broken-1', '{', 'malformed_json');
  const { bulks, audited } = await startDashboard();
  const order: BulkOrder = { ...redrive, kind: 'release', reason: 'invalid_event' };
  expect(await bulks.preview(order)).toEqual({
    count: 151,
    sample: { size: 20, outcomes: { possible: 20 } },
  });
  expect(await run(bulks, order)).toMatchObject({
    status: 'done',
    total: 151,
    outcomes: { released: 150, invalid_event: 1 },
  });
  const kept = await system.operations.listQuarantine({});
  expect(kept.items.map(({ deliveryId }) => deliveryId)).toEqual(['bad-1', 'broken-1']);
  expect(await system.events.count()).toBe(150);
  expect(audited).toMatchObject([{ action: { action: 'bulk_release' }, outcome: 'done' }]);
});

type Works = Parameters<NonNullable<NonNullable<Parameters<typeof startBulks>[1]>['works']>>[0];

/** Redrives, but none after the first `count` until the gate opens. */
function holdAfter(works: Works, count: number, gate: Promise<unknown>): Works {
  let taken = 0;
  return {
    ...works,
    redrive: {
      ...works.redrive,
      async step(delivery, order) {
        taken += 1;
        if (taken > count) await gate;
        return await works.redrive.step(delivery, order);
      },
    },
  };
}
