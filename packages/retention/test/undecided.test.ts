import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { orderKey } from '@ticketpost/ledger';
import { countWarned, readWarned } from '../src/report/index.ts';
import { day, marks, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  system.clock.nowMs = Date.now();
});

const orderNo = 'ORDER1';
const pass = (days: number) => {
  system.clock.nowMs += days * day;
};
const told = () => readWarned(system.redis, { afterMs: 0, limit: 10 });
const auditLines = async () =>
  (await system.audit.list({ limit: 100 })).entries.map(
    ({ action, by, via, outcome, ...rest }) => ({
      line: `${action} by ${by} via ${via}: ${outcome ?? '-'}`,
      deliveryId: rest.deliveryId,
      orderNo: rest.orderNo,
    }),
  );

/** An order that was given up, with its dead letter. */
async function giveUp(deliveryId = 'dead-letter-1') {
  await system.oweOrder(orderNo, { state: 'dead' });
  await system.die(deliveryId, orderNo);
}

describe('a dead letter that nobody decides on', () => {
  test('is told of for the last 14 days of its period, and not before', async () => {
    await giveUp();
    pass(75);
    expect((await system.run()).expiring).toEqual({});
    pass(1);
    expect((await system.run()).expiring).toEqual({ dead_letter: 1 });
    const { items, total } = await told();
    expect([items, total]).toEqual([
      [{ kind: 'dead_letter', id: 'dead-letter-1', atMs: system.clock.nowMs }],
      1,
    ]);
    pass(13);
    expect((await system.run()).removed).toEqual({});
    expect(await system.isDead('dead-letter-1')).toBe(true);
  });

  test('then expires, on the timeline and in the audit log, and its confirmation with it', async () => {
    await giveUp();
    pass(76);
    await system.run();
    pass(15);
    expect((await system.run()).removed).toEqual({ dead_letter: 1 });
    expect(await system.isDead('dead-letter-1')).toBe(false);
    expect(await system.redis.keys('*dead-letter-1*')).toEqual([]);

    const record = await system.ledger.read(orderNo);
    expect(record?.timeline.at(-1)).toMatchObject({
      event: 'expired',
      by: 'retention',
      reason: 'mailbox_refused',
      deliveryId: 'dead-letter-1',
    });
    expect(record?.confirmations[0]?.state).toBe('cancelled');
    expect(await auditLines()).toEqual([
      { line: 'expire by retention via schedule: expired', deliveryId: 'dead-letter-1', orderNo },
    ]);
    expect((await system.owed.counts()).owed).toBe(0);
    expect((await told()).total).toBe(0);
  });

  test('is not ended unheard by a first run that finds it long past, nor by a shorter period', async () => {
    await giveUp();
    pass(200);
    expect(await system.run({ deadLetters: 30 })).toMatchObject({
      removed: {},
      expiring: { dead_letter: 1 },
    });
    pass(13);
    expect((await system.run({ deadLetters: 30 })).removed).toEqual({});
    pass(1);
    expect((await system.run({ deadLetters: 30 })).removed).toEqual({ dead_letter: 1 });
  });

  test('ends the confirmation of its order only as the last of it', async () => {
    await giveUp('dead-letter-1');
    pass(5);
    await system.die('dead-letter-2', orderNo);
    pass(71);
    await system.run();
    pass(5);
    await system.run();
    pass(9);
    expect((await system.run()).removed).toEqual({ dead_letter: 1 });
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('dead');
    pass(5);
    expect((await system.run()).removed).toEqual({ dead_letter: 1 });
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('cancelled');
  });

  test('leaves an order that is stripped by its own age, not by that of its end', async () => {
    await giveUp();
    pass(76);
    await system.run({ personal: 60 });
    pass(15);
    const { removed } = await system.run({ personal: 60 });
    expect(removed).toEqual({ dead_letter: 1, personal_parts: 1 });
    const stored = await system.dump();
    for (const mark of Object.values(marks)) expect(stored).not.toContain(mark);
  });

  test('is told of no more once somebody decided on it', async () => {
    await giveUp();
    pass(80);
    await system.run();
    expect(await countWarned(system.redis)).toMatchObject({ dead_letter: 1 });
    await system.redis.zrem('{ticketpost}:events:failed', 'dead-letter-1');
    await system.run();
    expect(await countWarned(system.redis)).toMatchObject({ dead_letter: 0 });
  });

  test('is told of by its order by the next run, when one dies after it took it off the queue', async () => {
    await giveUp();
    pass(76);
    await system.run();
    pass(15);
    // The order cannot be written: what comes after the removal fails.
    const key = orderKey(orderNo);
    await system.redis.rename(key, 'aside');
    await system.redis.set(key, 'no hash');
    const failed = await system
      .open()
      .run({ by: 'schedule', signal: new AbortController().signal });
    expect(failed).toMatchObject({
      kind: 'incomplete',
      report: {
        failures: [{ step: 'dead_letters' }, { step: 'owed_confirmations' }, { step: 'orders' }],
      },
    });
    expect(await system.isDead('dead-letter-1')).toBe(false);
    await system.redis.rename('aside', key);

    expect((await system.run()).removed).toEqual({ dead_letter: 1 });
    const record = await system.ledger.read(orderNo);
    expect(record?.timeline.at(-1)).toMatchObject({
      event: 'expired',
      deliveryId: 'dead-letter-1',
    });
    expect(record?.confirmations[0]?.state).toBe('cancelled');
    expect((await system.run()).removed).toEqual({});
  });

  test('is kept by BullMQ when others die, however old it is and whatever it was queued with', async () => {
    await giveUp();
    // BullMQ goes by its own clock.
    await system.redis.zadd('{ticketpost}:events:failed', 1000, 'dead-letter-1');
    await system.die('dead-letter-2', orderNo, { removeOnFail: { age: 1 } });
    expect(await system.isDead('dead-letter-1')).toBe(true);
  });
});

describe('a quarantined delivery that nobody decides on', () => {
  const body = { eventType: 'order.void', orderNo, note: marks.why };

  test('is told of, and then expires, where its order number can be read on the timeline', async () => {
    await system.quarantine('kept-delivery', body);
    pass(60);
    await system.quarantine('newer-delivery', { nothing: 'that can be read' });
    pass(16);
    expect((await system.run()).expiring).toEqual({ quarantined: 1 });
    pass(14);
    expect((await system.run()).removed).toEqual({ quarantined: 1 });
    expect(await system.redis.lrange('{ticketpost}:quarantine:wait', 0, -1)).toEqual([
      'newer-delivery',
    ]);
    expect(await system.dump()).not.toContain(marks.why);
    expect(await system.events(orderNo)).toEqual(['expired']);
    expect(await auditLines()).toEqual([
      { line: 'expire by retention via schedule: expired', deliveryId: 'kept-delivery', orderNo },
    ]);
    pass(60);
    await system.run();
    pass(14);
    expect((await system.run()).removed).toEqual({ quarantined: 1 });
    expect(await system.redis.keys('*newer-delivery*')).toEqual([]);
  });

  test('is left to a person who decides on it just now', async () => {
    await system.quarantine('kept-delivery', body);
    pass(76);
    await system.run();
    pass(14);
    await system.redis.set('{ticketpost}:quarantine:kept-delivery:lock', 'jo', 'PX', 60_000);
    expect((await system.run()).removed).toEqual({});
    await system.redis.del('{ticketpost}:quarantine:kept-delivery:lock');
    expect((await system.run()).removed).toEqual({ quarantined: 1 });
  });
});

describe('a confirmation that is owed', () => {
  test('keeps its order from being forgotten, however long nothing happens to it', async () => {
    await system.oweOrder(orderNo, { state: 'no_recipient' });
    await system.redis.pexpire(orderKey(orderNo), 20 * day);
    pass(350);
    await system.run();
    expect(await system.ttlDays(orderKey(orderNo))).toBeGreaterThan(399);
  });

  test('is told of before an order would be forgotten, and then ends aloud', async () => {
    await system.oweOrder(orderNo, { state: 'no_recipient' });
    pass(386);
    expect((await system.run({ personal: 180 })).expiring).toEqual({ owed_confirmation: 1 });
    pass(14);
    expect((await system.run({ personal: 180 })).removed).toEqual({
      owed_confirmation: 1,
      personal_parts: 1,
    });
    const record = await system.ledger.read(orderNo);
    expect(record?.timeline.at(-1)).toMatchObject({ event: 'expired', by: 'retention' });
    expect(record?.confirmations[0]?.state).toBe('cancelled');
    expect(await system.ttlDays(orderKey(orderNo))).toBeGreaterThan(29);
    expect((await system.owed.counts()).owed).toBe(0);
    expect(await auditLines()).toMatchObject([
      { line: 'expire by retention via schedule: expired', orderNo },
    ]);
    const stored = await system.dump();
    for (const mark of Object.values(marks)) expect(stored).not.toContain(mark);
  });

  test('is not ended while an attempt is at work at it', async () => {
    await system.claim(orderNo, 'first', 'b'.repeat(64));
    pass(386);
    await system.run();
    pass(14);
    expect((await system.run()).removed).toEqual({});
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('claimed');
  });
});
