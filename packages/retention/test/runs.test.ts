import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { orderKey } from '@ticketpost/ledger';
import { readRetentionReport } from '../src/report/index.ts';
import { retentionKeys } from '../src/report/retention-keys.ts';
import { day, marks, never, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  system.clock.nowMs = Date.now();
});

const pass = (days: number) => {
  system.clock.nowMs += days * day;
};
const orderNos = Array.from({ length: 300 }, (_, n) => `ORDER${n}`);
const sendAll = async () => {
  await Promise.all(orderNos.map((orderNo) => system.sendOrder(orderNo)));
};

describe('what time ends', () => {
  test('a job that ended well goes though none follows it', async () => {
    await system.workOff('worked-off-1');
    expect(await system.redis.zcard('{ticketpost}:events:completed')).toBe(1);
    pass(0.9);
    expect((await system.run()).removed).toEqual({});
    pass(0.2);
    expect((await system.run()).removed).toEqual({ completed_job: 1 });
    expect(await system.redis.keys('*worked-off-1*')).toEqual([]);
  });

  test('a shorter period is enforced on orders that are stored, a longer one on those that still are', async () => {
    await system.sendOrder('ORDER1');
    pass(10);
    await system.run({ orders: 60, personal: 30 });
    expect(await system.ttlDays(orderKey('ORDER1'))).toBeCloseTo(60, 1);
    await system.run({ orders: 300, personal: 300 });
    expect(await system.ttlDays(orderKey('ORDER1'))).toBeCloseTo(300, 1);
    pass(100);
    expect((await system.run({ orders: 60, personal: 30 })).removed).toMatchObject({
      personal_parts: 1,
      order: 1,
    });
    // Gone at once by the clock of Redis, which the test cannot move.
    expect(await system.ttlDays(orderKey('ORDER1'))).toBeCloseTo(60, 1);
  });

  test('an order that owes a mail is remembered whatever the period', async () => {
    await system.oweOrder('ORDER1', { state: 'deferred' });
    pass(70);
    await system.run({ orders: 60, personal: 30 });
    expect(await system.ttlDays(orderKey('ORDER1'))).toBeGreaterThan(399);
  });

  test('answers end by their day', async () => {
    const write = (deliveryId: string, arrivedAt: number) =>
      system.answers.write([{ deliveryId, arrivedAt, status: 200, afterMs: 3, isBroken: false }]);
    await write('old-delivery', system.clock.nowMs);
    pass(59);
    await write('new-delivery', system.clock.nowMs);
    expect((await system.run({ orders: 60 })).removed).toEqual({});
    pass(3);
    expect((await system.run({ orders: 60 })).removed).toEqual({ answer: 1 });
    expect(await system.answers.find('old-delivery')).toBeUndefined();
    expect(await system.answers.find('new-delivery')).toBeDefined();
    const [key = ''] = await system.redis.keys('ticketpost:answers:*');
    expect(await system.ttlDays(key)).toBeLessThan(60 + 62);
    await system.run({ orders: 200 });
    expect(await system.ttlDays(key)).toBeGreaterThan(200);
  });

  test('the search index ends by its month', async () => {
    const today = new Date();
    system.clock.nowMs = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1);
    await system.sendOrder('ORDER1');
    pass(70);
    await system.run({ orders: 60, personal: 60 });
    pass(32);
    const { removed } = await system.run({ orders: 60, personal: 60 });
    expect(removed['search_set']).toBeGreaterThan(0);
    expect(await system.redis.keys('ticketpost:found-by:*')).toEqual([]);
  });

  test('lines of the audit log end by their time, with their outcomes', async () => {
    const act = () =>
      system.audit.around({ action: 'erase', by: 'olga', via: 'cli', why: marks.why }, () =>
        Promise.resolve({ kind: 'erased' }),
      );
    for (let n = 0; n < 250; n += 1) await act();
    pass(29);
    expect((await system.run({ audit: 30 })).removed).toEqual({});
    pass(2);
    expect(await system.open({ audit: 30 }).preview(never)).toMatchObject({
      removed: { audit_line: 250 },
    });
    expect((await system.run({ audit: 30 })).removed).toEqual({ audit_line: 250 });
    expect((await system.audit.list({ limit: 10 })).entries).toEqual([]);
    expect(await system.redis.keys('ticketpost:audit-outcomes:*')).toEqual([]);
    expect(await system.dump()).not.toContain(marks.why);
  });
});

describe('a run', () => {
  test('goes on where another one died, and does nothing twice', async () => {
    await sendAll();
    await system.workOff('worked-off-1');
    pass(181);
    const dying = new AbortController();
    let parts = 0;
    const rest = (_workedMs: number, signal: AbortSignal) => {
      parts += 1;
      if (parts === 3) dying.abort(new Error('killed'));
      signal.throwIfAborted();
      return Promise.resolve();
    };
    const first = system.open({ personal: 180 }, { rest });
    await expect(first.run({ by: 'schedule', signal: dying.signal })).rejects.toThrow('killed');
    const progress = JSON.parse((await system.redis.get(retentionKeys.progress)) ?? '') as {
      removed: Record<string, number>;
    };
    expect(progress.removed['completed_job']).toBe(1);
    expect(progress.removed['personal_parts']).toBeGreaterThan(0);
    expect(progress.removed['personal_parts']).toBeLessThan(orderNos.length);
    expect(await readRetentionReport(system.redis)).toBeUndefined();

    const { removed } = await system.run({ personal: 180 });
    expect(removed).toEqual({ completed_job: 1, personal_parts: orderNos.length });
    expect(await system.redis.exists(retentionKeys.progress)).toBe(0);
    const stored = await system.dump();
    for (const mark of Object.values(marks)) expect(stored).not.toContain(mark);
  });

  test('begins anew when the one that died had other periods', async () => {
    await sendAll();
    pass(181);
    const signal = AbortSignal.abort(new Error('killed'));
    await expect(system.open().run({ by: 'schedule', signal })).rejects.toThrow('killed');
    expect((await system.run({ personal: 180 })).removed).toEqual({
      personal_parts: orderNos.length,
    });
  });

  test('is done by one of two workers', async () => {
    await sendAll();
    pass(181);
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let atWork: () => void = () => undefined;
    const isAtWork = new Promise<void>((resolve) => {
      atWork = resolve;
    });
    const rest = () => {
      atWork();
      return gate;
    };
    const first = system.open({ personal: 180 }, { rest }).runWhenDue(never);
    await isAtWork;
    const other = { redis: system.redis.duplicate() };
    const ask = () => system.open({ personal: 180 }, other).runWhenDue(never);
    try {
      expect(await ask()).toEqual({ kind: 'busy' });
      goOn();
      expect(await first).toMatchObject({
        kind: 'done',
        report: { removed: { personal_parts: orderNos.length } },
      });
      expect(await ask()).toEqual({ kind: 'not_due' });
    } finally {
      goOn();
      await first;
      other.redis.disconnect();
    }
  });

  test('that hangs without a sign of life holds nobody up for ever', async () => {
    await system.redis.set(retentionKeys.lock, 'dead', 'PX', 20_000);
    const signal = never;
    expect(await system.open().run({ by: 'olga', signal })).toEqual({ kind: 'busy' });
    expect(await system.redis.pttl(retentionKeys.lock)).toBeLessThanOrEqual(20_000);
    await system.redis.del(retentionKeys.lock);
    expect(await system.open().run({ by: 'olga', signal })).toMatchObject({ kind: 'done' });
    expect(await system.redis.exists(retentionKeys.lock)).toBe(0);
  });

  test('is due once a day, and at once when the periods change', async () => {
    const ask = (personal = 400) => system.open({ personal }).runWhenDue(never);
    expect(await ask()).toMatchObject({ kind: 'done', report: { by: 'schedule' } });
    pass(0.99);
    expect(await ask()).toEqual({ kind: 'not_due' });
    expect(await ask(90)).toMatchObject({ kind: 'done' });
    pass(0.99);
    expect(await ask(90)).toEqual({ kind: 'not_due' });
    pass(0.01);
    expect(await ask(90)).toMatchObject({ kind: 'done' });
  });

  test('says what failed and does the rest', async () => {
    await system.sendOrder('ORDER1');
    await system.redis.set('ticketpost:audit', 'no stream');
    pass(181);
    const failures: string[] = [];
    const outcome = await system
      .open({ personal: 180 }, { onFailure: (step) => failures.push(step) })
      .run({ by: 'schedule', signal: never });
    expect(outcome).toMatchObject({
      kind: 'incomplete',
      report: {
        removed: { personal_parts: 1 },
        failures: [{ step: 'audit_log', code: 'WRONGTYPE' }],
      },
    });
    expect(failures).toEqual(['audit_log']);
    expect(await readRetentionReport(system.redis)).not.toHaveProperty('completedAt');
    await system.redis.del('ticketpost:audit');
    expect(await system.open({ personal: 180 }).runWhenDue(never)).toMatchObject({ kind: 'done' });
  });

  test('tells each kind as it goes', async () => {
    await system.sendOrder('ORDER1');
    await system.workOff('worked-off-1');
    pass(181);
    const told: string[] = [];
    await system.run(
      { personal: 180 },
      { onRemoved: (kind, count) => told.push(`${kind} ${count}`) },
    );
    expect(told).toEqual(['completed_job 1', 'personal_parts 1']);
  });
});

test('a look says what would go, and changes nothing', async () => {
  await system.sendOrder('ORDER1');
  await system.workOff('worked-off-1');
  await system.oweOrder('ORDER2', { state: 'dead' });
  await system.die('dead-letter-1', 'ORDER2');
  pass(181);
  await system.redis.zadd(
    retentionKeys.warned('dead_letter'),
    system.clock.nowMs - 14 * day,
    'dead-letter-1',
  );
  const before = await system.dump();
  expect(await system.open({ personal: 180 }).preview(never)).toEqual({
    removed: { completed_job: 1, dead_letter: 1, personal_parts: 1 },
    expiring: {},
    failures: [],
  });
  expect(await system.dump()).toBe(before);
  expect((await system.run({ personal: 180 })).removed).toMatchObject({
    completed_job: 1,
    dead_letter: 1,
  });
});
