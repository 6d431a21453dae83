import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildDelivery,
  newOrderNo,
  startSupplierStandIn,
  type SupplierStandIn,
} from '@ticketpost/testkit';
import { nextAttempt, outcomesOf } from './attempt-line.ts';
import { startSystem, type AppProcess, type System } from './start-system.ts';
import { supplierEnvironment } from './supplier-environment.ts';
import { watchQueue, type WatchedQueue } from './watch-queue.ts';

const hourMs = 3_600_000;

let standIn: SupplierStandIn;
let system: System;
let queue: WatchedQueue;
let worker: AppProcess;
beforeAll(async () => {
  standIn = await startSupplierStandIn();
  system = await startSystem({
    worker: {
      ...supplierEnvironment(standIn),
      ATLAS_RECHECK_DELAYS_MS: '2500',
      RECONCILE_EVERY_MS: '500',
      RECONCILE_PAGES_PER_MINUTE: '600',
    },
  });
  queue = watchQueue(system.redis.url);
  worker = await system.startWorker();
  // The first sweep begins with the start mark.
  await nextSweeps(1);
});
afterAll(async () => {
  queue.close();
  await system.close();
  await standIn.close();
});

const isSweep = (line: string) => line.includes('"msg":"the sweep of orders is done"');

/** Resolves when that many more sweeps are done; `fed` of each. */
async function nextSweeps(count: number): Promise<number[]> {
  const before = worker.lines.filter(isSweep).length;
  let seen = 0;
  await worker.nextLine((line) => {
    if (isSweep(line)) seen += 1;
    return seen === before + count;
  });
  const sweeps = worker.lines.filter(isSweep).slice(before, before + count);
  return sweeps.map((line) => (JSON.parse(line) as { fed: number }).fed);
}

/** The list tells whole seconds: the next one is after the start mark for certain. */
const nextSecond = () => new Date(Date.now() + 1000);

describe('a ticketed order of which no webhook came', () => {
  test('is found by a sweep and mailed once', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { createdAt: nextSecond() });
    const { deliveryId } = await nextAttempt(worker, { orderNo, outcome: 'sent' });
    expect(deliveryId).toMatch(/^reconciled-/);
    const { recipients } = await system.nextMailOf(orderNo);
    // Not to the contact of the supplier's order: that is off unless switched on.
    expect(recipients).toEqual(['desk@example.com']);
    await nextSweeps(1);
    expect(await nextSweeps(2)).toEqual([0, 0]);
    await queue.settled();
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  });

  test('is not mailed again when its webhook comes late', async () => {
    const orderNo = newOrderNo();
    standIn.setOrder(orderNo, { createdAt: nextSecond() });
    await nextAttempt(worker, { orderNo, outcome: 'sent' });
    await system.post(buildDelivery({ orderNo }));
    await nextAttempt(worker, { orderNo, outcome: 'duplicate' });
    expect(outcomesOf(worker, orderNo)).toEqual(['sent', 'duplicate']);
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  });
});

test('an order of which a webhook came is taken up by no sweep, though it waits for its ticket', async () => {
  const orderNo = newOrderNo();
  // Listed as ticketed once it was asked for, while its confirmation waits to ask again.
  const steps = [{ state: 'paid' }, { state: 'ticketed' }] as const;
  standIn.script(orderNo, steps, { createdAt: nextSecond() });
  await system.post(buildDelivery({ orderNo }));
  await nextAttempt(worker, { orderNo, outcome: 'sent' });
  await nextSweeps(2);
  await queue.settled();
  expect(outcomesOf(worker, orderNo)).toEqual(['unconfirmed', 'sent']);
  expect(system.mailsOf(orderNo)).toHaveLength(1);
});

describe('an order that was created before the product looked after the account', () => {
  const orderNo = newOrderNo();

  test('is mailed by no sweep', async () => {
    standIn.setOrder(orderNo, { createdAt: new Date(Date.now() - hourMs) });
    expect(await nextSweeps(3)).toEqual([0, 0, 0]);
    await queue.settled();
    expect(system.mailsOf(orderNo)).toEqual([]);
  });

  test('is mailed by a command that shows it first', async () => {
    const from = new Date(Date.now() - 2 * hourMs).toISOString();
    const reconcile = async (...more: string[]) => {
      const { code, lines } = await system.runCommand(
        ['reconcile', '--from', from, '--json', ...more],
        supplierEnvironment(standIn),
      );
      expect(code).toBe(0);
      return JSON.parse(lines.find((line) => line.startsWith('{')) ?? '') as unknown;
    };
    const order = { orderNo, standing: 'before_start' };
    expect(await reconcile()).toMatchObject({ outcome: 'possible', orders: [order] });
    await queue.settled();
    expect(system.mailsOf(orderNo)).toEqual([]);

    expect(await reconcile('--yes')).toMatchObject({ outcome: 'done', orders: [order] });
    await system.nextMailOf(orderNo);
    await queue.settled();
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  });
});

test("a command registers the webhook's address at the supplier and shows no secret", async () => {
  const register = async (url: string) => {
    const { origin, pathname } = new URL(url);
    const { code, lines } = await system.runCommand(['register', origin, '--yes', '--json'], {
      ...supplierEnvironment(standIn),
      WEBHOOK_SECRETS: pathname.slice(pathname.lastIndexOf('/') + 1),
    });
    expect(code).toBe(0);
    expect(standIn.registeredUrl).toBe(url);
    expect(lines.join('\n')).not.toContain(url);
    return JSON.parse(lines.find((line) => line.startsWith('{')) ?? '') as unknown;
  };
  const first = 'https://tickets.example.com/webhooks/atlas/a-secret-of-this-test';
  expect(await register(first)).toMatchObject({ outcome: 'registered', old: null });
  expect(await register(system.webhookUrl)).toMatchObject({
    outcome: 'registered',
    old: expect.stringContaining('https://tickets.example.com/webhooks/atlas/') as unknown,
  });
});
