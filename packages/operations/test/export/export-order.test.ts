import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { OrderExport } from '@ticketpost/operations';
import { newOrderNo } from '@ticketpost/testkit';
import { marksOf, plantedJobs, plantOrder } from '../erasure/plant-order.ts';
import { startErasures } from '../erasure/start-erasures.ts';

let system: Awaited<ReturnType<typeof startErasures>>;
let orderNo: string;

beforeAll(async () => {
  system = await startErasures();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  orderNo = newOrderNo();
  await plantOrder(system, newOrderNo(), 'B');
  await plantOrder(system, orderNo, 'A');
});

const person = { by: 'olga', role: 'operator', via: 'dashboard' } as const;
const { mailbox, name, phone } = marksOf('A');

async function exportWith(operations = system.operations): Promise<OrderExport> {
  const outcome = await operations.exportOrder(orderNo, person);
  if (outcome.kind !== 'exported') throw new Error(`expected an export, got ${outcome.kind}`);
  // As whoever gets the file reads it.
  return JSON.parse(JSON.stringify(outcome.export)) as OrderExport;
}

describe('an export', () => {
  test('holds all of the order, opened, and nothing of another', async () => {
    const held = await exportWith();
    expect(held).toMatchObject({
      v: 1,
      orderNo,
      booking: { kind: 'booking', body: { email: mailbox, name } },
      confirmations: [
        { state: 'sent', recipient: mailbox, mailed: { travellerName: name } },
        { held: { passengers: [{ name }] } },
        { state: 'superseded' },
      ],
      searchIndex: { entries: expect.any(Number) },
      quarantinedUnopened: 0,
    });
    expect(held.searchIndex.entries).toBeGreaterThan(6);
    expect(JSON.stringify(held.timeline)).toContain(phone);
    expect(held.jobs.map(({ place }) => place).sort()).toEqual(
      ['completed', 'delayed', 'failed', 'prioritized', ...Array<string>(5).fill('wait')].sort(),
    );
    expect(held.jobs).toHaveLength(plantedJobs);
    expect(held.jobs.filter(({ payload }) => payload === undefined)).toEqual([]);
    expect(held.jobs.find(({ place }) => place === 'completed')).toMatchObject({
      deliveryId: `completed-${orderNo}`,
      name: 'order.ticketed',
      attempts: 1,
      result: { outcome: 'sent' },
      payload: { passengers: [{ name }] },
      envelope: { orderNo, type: 'order.ticketed' },
    });
    expect(held.quarantined).toHaveLength(3);
    expect(JSON.stringify(held.quarantined)).toContain(name);
    expect(held.audit.map(({ action, why }) => [action, why?.includes(name)])).toEqual([
      ['redrive', true],
      // Of a delivery that nobody knows, no more is known than its id.
      ['release', true],
      ['export', undefined],
    ]);
    expect(JSON.stringify(held)).not.toMatch(/k1\.[\w-]{30}|MARKB|markb/);
  });

  test('says what cannot be opened, and leaves nothing out', async () => {
    const held = await exportWith(system.withoutKey);
    expect(held).toMatchObject({
      booking: { kind: 'unreadable' },
      confirmations: [
        { state: 'sent', isSentUnreadable: true },
        { isHeldUnreadable: true, areTermsUnreadable: true },
        {},
      ],
      quarantined: [],
      quarantinedUnopened: 6,
    });
    expect(
      held.timeline.filter(({ isUnreadable }) => isUnreadable === true).length,
    ).toBeGreaterThan(1);
    expect(held.jobs).toHaveLength(plantedJobs);
    for (const job of held.jobs)
      expect(job).toMatchObject({ unreadable: 'unknown_key', keyId: 'k1' });
    expect(held.audit.filter(({ isUnreadable }) => isUnreadable === true)).toHaveLength(1);
    expect(JSON.stringify(held)).not.toContain(name);
  });

  test('of an order of which there is but a delivery in quarantine holds that', async () => {
    await system.redis.flushall();
    await system.keep(
      'kept',
      Buffer.from(`{"orderNo":"${orderNo}","x":"ÿ"`, 'latin1').toString('latin1'),
    );
    expect(await exportWith()).toMatchObject({
      quarantined: [{ deliveryId: 'kept', reason: 'invalid_event' }],
      jobs: [],
      timeline: [],
    });
  });

  test('names the bodies that find no room in it, without what they say', async () => {
    await system.redis.flushall();
    const filling = 'x'.repeat(9 * 1024 * 1024);
    for (const id of ['kept-1', 'kept-2'])
      await system.keep(id, JSON.stringify({ orderNo, filling }));
    await system.keep('kept-3', JSON.stringify({ orderNo }));
    const quarantined = (await exportWith()).quarantined as {
      body?: string;
      unreadable?: string;
    }[];
    expect(quarantined.map(({ unreadable, body }) => [unreadable, typeof body]).sort()).toEqual([
      [undefined, 'string'],
      [undefined, 'string'],
      ['left_out', 'undefined'],
    ]);
  });

  test('of what was erased holds the tombstone, and who did it', async () => {
    await system.operations.eraseOrder(orderNo, { ...person, why: 'asked to' });
    await system.workOff();
    const held = await exportWith();
    expect(held).toMatchObject({
      state: 'erased',
      jobs: [],
      quarantined: [],
      searchIndex: { entries: 0 },
      timeline: [{ event: 'erased', by: 'olga' }],
    });
    expect(held).not.toHaveProperty('booking');
    expect(held.audit.map(({ action }) => action)).toContain('erase');
  });

  test('of what nobody knows there is none, but that somebody asked', async () => {
    const outcome = await system.operations.exportOrder('UNKNOWN-1', person);
    expect(outcome).toEqual({ kind: 'not_found' });
    const { entries } = await system.operations.audit.list({ limit: 1 });
    expect(entries).toMatchObject([{ action: 'export', outcome: 'not_found' }]);
  });

  test('stands in the audit log, with who wanted it', async () => {
    await system.operations.exportOrder(orderNo, { ...person, why: 'she asked' });
    const { entries } = await system.operations.audit.list({ limit: 1 });
    expect(entries).toMatchObject([
      {
        action: 'export',
        orderNo,
        by: 'olga',
        role: 'operator',
        why: 'she asked',
        outcome: 'exported',
      },
    ]);
  });
});
