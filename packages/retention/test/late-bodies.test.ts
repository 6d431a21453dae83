import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEraseEverywhere } from '@ticketpost/operations';
import {
  createJobsOfOrders,
  openEnvelope,
  parseEnvelope,
  type ErasurePayload,
  type JobsOfOrders,
} from '@ticketpost/queue';
import { marks, never, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let jobs: JobsOfOrders;

beforeAll(async () => {
  system = await startSystem();
  jobs = createJobsOfOrders({ connection: system.redis, onError: () => undefined });
});
afterAll(async () => {
  await jobs.close();
  await system.stop();
});
beforeEach(async () => {
  await system.redis.flushall();
  system.clock.nowMs = Date.now();
});

const mark = (orderNo: string) =>
  system.ledger.markErased(orderNo, { askId: `ask-${orderNo}` }, { event: 'erased' });
async function erase(orderNo: string): Promise<void> {
  await mark(orderNo);
  const order = await system.ledger.readErasing(orderNo);
  if (order === undefined) throw new Error('it was not marked');
  await system.ledger.finishErasure(orderNo, { asks: order.asks, ticketSetIds: [], entries: [] });
}
const waiting = () => system.redis.lrange('{ticketpost}:events:wait', '0', '-1');
const kept = () => system.redis.lrange('{ticketpost}:quarantine:wait', '0', '-1');
const auditLines = async () =>
  (await system.audit.list({ limit: 10 })).entries.map(({ action, by, via, orderNo, outcome }) =>
    [action, by, via, orderNo, outcome].join(' '),
  );

/** Does the erasures that wait, as a worker does. */
async function workOff(): Promise<void> {
  const eraseEverywhere = createEraseEverywhere({
    ledger: system.ledger,
    jobs,
    audit: system.audit,
    forgetNotification: () => Promise.resolve(),
    keyring: system.keyring,
  });
  for (const id of await waiting()) {
    const data = await system.redis.hget(`{ticketpost}:events:${id}`, 'data');
    const envelope = parseEnvelope(JSON.parse(data ?? ''));
    if (envelope?.origin !== 'erasure') throw new Error('it is no erasure');
    const opening = openEnvelope(system.keyring, envelope);
    const payload = (opening.kind === 'opened' ? opening.payload : {}) as ErasurePayload;
    const { deliveryId: askId, orderNo = '', receivedAt: askedAt } = envelope;
    await eraseEverywhere({ ...payload, askId, orderNo, askedAt });
    await jobs.remove(id);
  }
}

describe('a quarantined delivery that names an order which was erased', () => {
  test('goes with the next run, and with it what people said of it', async () => {
    await erase('ERASED-1');
    await system.quarantine('late-1', { orderNo: 'ERASED-1', name: marks.name });
    await system.quarantine('late-2', { data: JSON.stringify({ orderNo: 'ERASED-1' }) });
    await system.quarantine('other', { orderNo: 'ORDER-2' });
    await system.audit.around(
      { action: 'release', by: 'olga', via: 'cli', deliveryId: 'late-1', why: marks.why },
      () => Promise.resolve({ kind: 'invalid_event' }),
    );
    expect((await system.run()).removed).toEqual({ late_quarantined: 2 });
    expect(await waiting()).toHaveLength(1);
    await workOff();
    expect(await kept()).toEqual(['other']);
    expect(await system.dump()).not.toContain(marks.name);
    expect(await auditLines()).toEqual([
      'erase retention schedule ERASED-1 erased',
      'release olga cli  invalid_event',
    ]);
    expect(await system.events('ERASED-1')).toEqual(['erased', 'erased']);
    system.clock.nowMs += 1;
    expect((await system.run()).removed).toEqual({});
  });

  test('is left to the erasure that is under way', async () => {
    await mark('ERASED-1');
    await system.quarantine('late-1', { orderNo: 'ERASED-1' });
    expect((await system.run()).removed).toEqual({});
    expect(await waiting()).toEqual([]);
  });

  test('is counted by a look, which changes nothing', async () => {
    await erase('ERASED-1');
    await system.quarantine('late-1', { orderNo: 'ERASED-1' });
    const before = await system.dump();
    expect((await system.open().preview(never)).removed).toEqual({ late_quarantined: 1 });
    expect(await system.dump()).toBe(before);
  });

  test('is found among more orders and more deliveries than are asked for at once', async () => {
    await erase('ERASED-1');
    const orderNos = Array.from({ length: 250 }, (_, n) => `ORDER-${n}`);
    await Promise.all(orderNos.map((orderNo) => system.quarantine(`kept-${orderNo}`, { orderNo })));
    await system.quarantine('late-1', { orderNos: [...orderNos, 'ERASED-1'] });
    expect((await system.run()).removed).toEqual({ late_quarantined: 1 });
    await workOff();
    expect(await kept()).toHaveLength(250);
  });
});

test('a quarantined delivery that cannot be opened is left to its period', async () => {
  await erase('ERASED-1');
  await system.quarantine('late-1', { orderNo: 'ERASED-1' });
  const data = (await system.redis.hget('{ticketpost}:quarantine:late-1', 'data')) ?? '';
  await system.redis.hset('{ticketpost}:quarantine:late-1', {
    data: data.replace('"payload":"k1.', '"payload":"gone.'),
  });
  expect((await system.run()).removed).toEqual({});
});
