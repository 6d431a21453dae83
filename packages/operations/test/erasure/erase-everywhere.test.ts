import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEraseEverywhere } from '@ticketpost/operations';
import { newOrderNo } from '@ticketpost/testkit';
import { openAll, openEach } from './open-all.ts';
import { marksPattern, plantedJobs, plantOrder } from './plant-order.ts';
import { receivedAt } from '../start-operations.ts';
import { startErasures } from './start-erasures.ts';

let system: Awaited<ReturnType<typeof startErasures>>;
let orderNo: string;
let other: string;

beforeAll(async () => {
  system = await startErasures();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  system.forgotten.length = 0;
  orderNo = newOrderNo();
  other = newOrderNo();
});

const person = { by: 'olga', via: 'cli' } as const;
const ask = () =>
  system.operations.eraseOrder(orderNo, {
    ...person,
    why: `MARKA ERIKA, erika.marka@example.com, +49 170 556500 asked for ${orderNo}`,
  });
const mark = marksPattern('A');
const erased = { kind: 'erased', jobs: plantedJobs, quarantined: 3, unopened: 0 };

/** The keys in which the order is still named. */
async function keysAbout(): Promise<string[]> {
  const texts = [...(await openEach(system.redis))];
  const named = texts.filter(([, text]) => text.includes(orderNo)).map(([name]) => name);
  return named.map((name) => name.replace(/:\d{4}-\d\d-\d\d$/, '')).sort();
}

describe('an erasure', () => {
  test('leaves nothing personal of the order, in any place', async () => {
    await plantOrder(system, orderNo, 'A');
    await plantOrder(system, other, 'B');
    const before = await openAll(system.redis);
    // Every place was planted, and the search sees into it.
    expect(before.match(new RegExp(mark, 'gi'))?.length).toBeGreaterThan(30);

    expect(await ask()).toEqual({ kind: 'erased' });
    expect(await system.workOff()).toEqual([erased]);
    const after = await openAll(system.redis);
    expect(after.match(mark)).toBeNull();
    expect(system.forgotten).toEqual([orderNo]);

    // The tombstone, who did what, and that there were jobs of such ids.
    expect(await keysAbout()).toEqual(
      [
        `ticketpost:order:${orderNo}`,
        ...['ticketpost:audit', 'ticketpost:audit-whys'],
        ...['{ticketpost}:events:events', '{ticketpost}:quarantine:events'],
      ].sort(),
    );
    const fields = await system.redis.hkeys(`ticketpost:order:${orderNo}`);
    const kinds = new Set(fields.map((field) => field.split(':')[0]));
    expect([...kinds].sort()).toEqual([
      ...['ask', 'asks', 'confirmation', 'entries', 'entry', 'erased'],
    ]);
    expect(await system.redis.keys(`*${orderNo}*`)).toEqual([`ticketpost:order:${orderNo}`]);
  });

  test('changes nothing of other orders', async () => {
    await plantOrder(system, orderNo, 'A');
    await plantOrder(system, other, 'B');
    const before = (await openAll(system.redis)).split('\n').filter((one) => one.includes(other));
    await ask();
    await system.workOff();
    const after = await openAll(system.redis);
    for (const line of before) {
      // Streams are told whole, and grow.
      if (!/^\S+:(?:audit|events) \[/.test(line)) expect(after).toContain(line);
    }
    expect((await system.operations.searchOrders('MRKDBB', { limit: 5 })).orders).toHaveLength(1);
  });

  test('keeps who did what and why, without what is personal', async () => {
    await plantOrder(system, orderNo, 'A');
    await ask();
    await system.workOff();
    const { entries } = await system.operations.audit.list({ limit: 20 });
    expect(entries.map(({ action, by, why, outcome }) => [action, by, why, outcome])).toEqual([
      ['erase', 'olga', `••• •••, •••, ••• asked for ${orderNo}`, 'erased'],
      // A body that is no JSON names nobody in a way that one could look for.
      ['release', 'olga', undefined, 'malformed_json'],
      ['discard', 'olga', 'no order', 'not_found'],
      ['redrive', 'olga', undefined, expect.any(String)],
    ]);
    const [line] = await system.timelineOf(orderNo);
    expect(line).toMatchObject({ event: 'erased', by: 'olga', sealed: { why: entries[0]?.why } });
  });

  test('masks the words of earlier decisions when all is known that may be in them', async () => {
    await system.ledger.putBooking(
      orderNo,
      { body: { email: 'erika.marka@example.com', name: 'Erika Marka' } },
      { event: 'booked' },
    );
    const why = `Mrs Marka (${orderNo}) wants it at erika.marka@example.com, or call 0170 5565001`;
    await system.operations.redriveOrder(orderNo, { ...person, why });
    await ask();
    await system.workOff();
    const { entries } = await system.operations.audit.list({ limit: 20 });
    expect(entries[1]?.why).toBe(`Mrs ••• (${orderNo}) wants it at •••, or call •••`);
  });

  test('keeps no earlier words when more is personal than it can look for', async () => {
    await system.ledger.record(orderNo, { event: 'incomplete' });
    await system.operations.redriveOrder(orderNo, { ...person, why: 'Marka rang' });
    const passengers = Array.from({ length: 9000 }, (_, n) => ({ name: `MARKA/NUMBER${n}` }));
    await system.keep('kept', JSON.stringify({ data: { orderNo, passengers } }));
    await ask();
    expect(await system.workOff()).toMatchObject([{ kind: 'erased', quarantined: 1 }]);
    const { entries } = await system.operations.audit.list({ limit: 20 });
    expect(entries.map(({ action, why }) => [action, typeof why])).toEqual([
      ['erase', 'string'],
      ['redrive', 'undefined'],
    ]);
    expect(await openAll(system.redis)).not.toMatch(mark);
  });

  test('of many at once takes each body that names one of them, and no other', async () => {
    const numbers = Array.from({ length: 12 }, (_, n) => `${orderNo}-${n}`);
    for (let n = 0; n < 120; n += 1) {
      const one = n % 2 === 0 ? numbers[(n / 2) % numbers.length] : `${other}-${n}`;
      await system.keep(`kept-${n}`, JSON.stringify({ data: { orderNo: one } }));
    }
    const asks = numbers.map((one) => ({ askId: `ask-${one}`, orderNo: one, askedAt: receivedAt }));
    const eraseEverywhere = createEraseEverywhere(system.ports);
    const outcomes = await Promise.all(asks.map((one) => eraseEverywhere(one)));
    expect(outcomes).toEqual(
      numbers.map(() => ({ kind: 'erased', jobs: 0, quarantined: 5, unopened: 0 })),
    );
    expect(await system.redis.llen('{ticketpost}:quarantine:wait')).toBe(60);
  });

  test('of what nobody knows is refused, unless it is wanted even so', async () => {
    expect(await ask()).toEqual({ kind: 'not_found' });
    expect(await system.redis.keys('ticketpost:order:*')).toEqual([]);
    await system.keep('kept', `{"data":{"orderNo":"${orderNo}","name":"MARKA"}}`);
    const decision = { ...person, why: 'asked to', evenIfUnknown: true };
    expect(await system.operations.eraseOrder(orderNo, decision)).toEqual({ kind: 'erased' });
    expect(await system.workOff()).toMatchObject([{ kind: 'erased', quarantined: 1 }]);
    expect(await openAll(system.redis)).not.toMatch(mark);
    expect(await system.operations.eraseOrder('x'.repeat(129), decision)).toEqual({
      kind: 'not_found',
    });
  });

  test('waits while a worker is at a job of the order, and tells so until it is through', async () => {
    await plantOrder(system, orderNo, 'A');
    const state = async () =>
      (await system.operations.searchOrders(orderNo, { limit: 1 })).orders[0]?.state;
    const key = system.events.toKey('active');
    // As if a worker had just taken it.
    await system.redis.lrem(system.events.toKey('wait'), 1, `waiting-${orderNo}`);
    await system.redis.lpush(key, `waiting-${orderNo}`);
    await ask();
    expect(await system.workOff()).toEqual([{ kind: 'busy', jobs: 1 }]);
    expect(await state()).toBe('erasing');
    expect(await system.operations.searchOrders('MRKDA', { limit: 1 })).toEqual({ orders: [] });
    await system.redis.lrem(key, 1, `waiting-${orderNo}`);
    await system.redis.zadd(system.events.toKey('completed'), Date.now(), `waiting-${orderNo}`);
    expect(await system.workOff()).toEqual([erased]);
    expect(await state()).toBe('erased');
    expect(await openAll(system.redis)).not.toMatch(mark);
  });

  test('of which a key is not at hand removes what it can find, and says what it could not open', async () => {
    await plantOrder(system, orderNo, 'A');
    await system.redis.hset(
      system.events.toKey(`waiting-${orderNo}`),
      'data',
      JSON.stringify({ orderNo, payload: 'gone.AAAA' }),
    );
    const kept = await system.redis.hget(`{ticketpost}:quarantine:kept-1-${orderNo}`, 'data');
    const data = JSON.stringify({ ...(JSON.parse(kept ?? '') as object), payload: 'gone.AAAA' });
    await system.redis.hset(`{ticketpost}:quarantine:kept-1-${orderNo}`, 'data', data);
    await ask();
    expect(await system.workOff()).toEqual([{ ...erased, quarantined: 2, unopened: 1 }]);
    expect(await system.stateOf(`waiting-${orderNo}`)).toBeUndefined();
  });

  test('asked for again looks once more', async () => {
    await plantOrder(system, orderNo, 'A');
    await ask();
    await system.workOff();
    await system.keep('late', `{"data":{"orderNo":"${orderNo}","name":"MARKA"}}`);
    expect(await ask()).toEqual({ kind: 'erased' });
    expect(await system.workOff()).toEqual([
      { kind: 'erased', jobs: 0, quarantined: 1, unopened: 0 },
    ]);
    expect((await system.timelineOf(orderNo)).map(({ event }) => event)).toEqual([
      'erased',
      'erased',
    ]);
  });

  test('of two asks at once the later one finishes', async () => {
    await plantOrder(system, orderNo, 'A');
    await Promise.all([ask(), ask()]);
    const outcomes = await system.workOff();
    expect(
      outcomes.map(({ kind }) => kind).filter((kind) => kind === 'erased').length,
    ).toBeGreaterThan(0);
    expect(await openAll(system.redis)).not.toMatch(mark);
    expect((await system.ledger.read(orderNo))?.isErasing).toBeUndefined();
  });

  test('finds what stands far down a long queue', async () => {
    const fill = (count: number) =>
      system.events.addBulk(
        Array.from({ length: count }, (_, n) => ({
          name: 'order.ticketed',
          data: { orderNo: `OTHER${n}` },
          opts: n % 2 === 0 ? { delay: 1_000_000 } : {},
        })),
      );
    await plantOrder(system, orderNo, 'A');
    await fill(2600);
    await ask();
    expect(await system.workOff()).toEqual([erased]);
    expect(await openAll(system.redis)).not.toMatch(mark);
    expect(await system.events.getJobCountByTypes('wait', 'delayed')).toBeGreaterThanOrEqual(2600);
  });
});

/** Every call of a port, counted; the `n`th dies, before or after it was carried out. */
function dyingPorts(dieAt: number, when: 'before' | 'after') {
  let calls = 0;
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          calls += 1;
          const dies = calls === dieAt;
          if (dies && when === 'before') throw new Error('killed');
          const answer: unknown = (value as (...args: unknown[]) => unknown).apply(target, args);
          if (!dies) return answer;
          if (typeof (answer as PromiseLike<unknown>).then !== 'function')
            throw new Error('killed');
          return (answer as Promise<unknown>).then(() => {
            throw new Error('killed');
          });
        };
      },
    });
  const { ports } = system;
  return {
    eraseEverywhere: createEraseEverywhere({
      ...ports,
      ledger: wrap(ports.ledger),
      jobs: wrap(ports.jobs),
      audit: wrap(ports.audit),
      forgetNotification: wrap({ forget: ports.forgetNotification }).forget,
    }),
    calls: () => calls,
  };
}

test.each(['before', 'after'] as const)(
  'an erasure that dies %s any of its steps comes to the same end when it is done again',
  async (when) => {
    let dieAt = 1;
    for (; ; dieAt += 1) {
      await system.redis.flushall();
      await plantOrder(system, orderNo, 'A');
      await ask();
      const dying = dyingPorts(dieAt, when);
      const died = await system.workOff(dying.eraseEverywhere).then(
        () => false,
        () => true,
      );
      // The last step of all is that nothing died.
      if (!died && dying.calls() < dieAt) break;
      const isHidden = await system.operations.readOrder(orderNo);
      expect(JSON.stringify(isHidden)).not.toMatch(/MRKDA|17699|550 nobody/);
      await system.workOff();
      expect((await openAll(system.redis)).match(mark)).toBeNull();
      expect((await system.ledger.read(orderNo))?.isErasing).toBeUndefined();
      expect((await keysAbout()).filter((name) => name.includes('found-by'))).toEqual([]);
      const { entries } = await system.operations.audit.list({ limit: 20 });
      expect(entries.map(({ action }) => action)).toEqual([
        'erase',
        'release',
        'discard',
        'redrive',
      ]);
      expect(await system.timelineOf(orderNo)).toHaveLength(1);
    }
    expect(dieAt).toBeGreaterThan(20);
  },
  120_000,
);

describe('whoever asks and dies', () => {
  test('once the job is on the queue has asked for all of it', async () => {
    await plantOrder(system, orderNo, 'A');
    await ask();
    // As if the mark of the asker had never come.
    await system.redis.del(`ticketpost:order:${orderNo}`);
    expect(await system.workOff()).toEqual([erased]);
    expect((await system.ledger.read(orderNo))?.isErased).toBe(true);
    expect(await system.timelineOf(orderNo)).toMatchObject([{ event: 'erased', by: 'olga' }]);
  });
});

describe('after an erasure', () => {
  beforeEach(async () => {
    await plantOrder(system, orderNo, 'A');
    await system.ledger.putBooking(orderNo, { body: { name: 'x' } }, { event: 'booked' });
    await ask();
  });

  test.each(['that is under way', 'that is finished'])(
    '%s nothing brings the order back',
    async (state) => {
      if (state === 'that is finished') await system.workOff();
      const { operations } = system;
      const decision = { ...person, why: 'once more' };
      expect(await operations.redriveOrder(orderNo, decision)).toEqual({ kind: 'erased' });
      expect(await operations.resendOrder(orderNo, { ...decision, to: 'a@example.com' })).toEqual({
        kind: 'erased',
      });
      await system
        .makeDeadLetter('late', { data: { orderNo, passengers: [] } })
        .catch(() => undefined);
      await system.keep('late-kept', `{"type":"order.changed","data":{"orderNo":"${orderNo}"}}`);
      expect(
        await operations.releaseQuarantined({ ...decision, deliveryId: 'late-kept' }),
      ).toMatchObject({ kind: 'erased' });
      const body = { email: 'a@example.com' };
      expect(await system.ledger.putBooking(orderNo, { body }, { event: 'booked' })).toEqual({
        kind: 'erased',
      });
      expect(await operations.readEvidence(`waiting-${orderNo}`, person)).toEqual({
        kind: 'not_found',
      });
    },
  );

  test('that a worker gave up, its dead letter alone is redriven', async () => {
    const [job] = await system.events.getWaiting();
    const erasure = (await system.events.getWaiting()).find(({ id }) => id?.startsWith('erasure-'));
    if (erasure?.id === undefined || job === undefined) throw new Error('there is no job');
    const taken = (await system.events.getWaiting()).length;
    await system.runWorker({ kind: 'dead', reason: 'unexpected: a bug' }, taken);
    const decision = { ...person, why: 'the bug is mended' };
    expect(
      await system.operations.redriveDeadLetter({ ...decision, deliveryId: `waiting-${orderNo}` }),
    ).toMatchObject({ kind: 'erased' });
    expect(
      await system.operations.redriveDeadLetter({ ...decision, deliveryId: erasure.id }),
    ).toMatchObject({ kind: 'redriven' });
    await system.workOff();
    expect(await openAll(system.redis)).not.toMatch(mark);
  });
});
