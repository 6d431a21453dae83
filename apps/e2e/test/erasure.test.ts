import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { startSystem, type System } from './start-system.ts';

/** Longer than a job's lock and the next look for jobs whose worker is dead. */
const takeOverMs = 60_000;

let system: System;
let admin: Redis;
let folder: string;
let orderNo: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-erasure-'));
  system = await startSystem({ ingest: { JOURNAL_DIR: path.join(folder, 'journal') } });
  admin = new Redis(system.redis.url);
  orderNo = newOrderNo();
});
afterEach(async () => {
  admin.disconnect();
  await system.close();
  await rm(folder, { recursive: true, force: true });
});

const acceptedMails = () => system.smtp.mails.filter(({ accepted }) => accepted);
const erased = '"outcome":"erased"';
const dropped = '"because":"erased"';

/** All jobs' data and the order's record, as Redis holds them. */
async function readAll(): Promise<string> {
  const jobs = await admin.keys('{ticketpost}:*-*-*-*-*');
  const hashes = [...jobs, `ticketpost:order:${orderNo}`].filter((key) => !key.endsWith(':logs'));
  const texts = await Promise.all(hashes.map((key) => admin.hgetall(key).catch(() => ({}))));
  return JSON.stringify(texts);
}

/** Sealed is nothing but why an operator did it. */
async function expectTombstone({ whys } = { whys: 0 }): Promise<void> {
  expect((await readAll()).split('k1.').length - 1).toBe(whys);
  expect((await system.requestBooking('GET', orderNo)).status).toBe(404);
}

/** A dropped job goes a moment after its log line. */
async function untilNothingIsSealed(): Promise<void> {
  const deadline = AbortSignal.timeout(10_000);
  while ((await readAll()).includes('k1.')) {
    if (deadline.aborted) throw new Error('a body is still there');
    await admin.ping();
  }
}

/** The mail server stops answering at RCPT, once; resolves when it does. */
function hangOnce(): Promise<void> {
  return new Promise((resolve) => {
    let hasHung = false;
    system.smtp.behave((reached) => {
      if (reached !== 'rcpt' || hasHung) return undefined;
      hasHung = true;
      resolve();
      return { hang: true };
    });
  });
}

test('an order that the agency deletes is gone, and a later webhook or booking brings nothing back', async () => {
  const booking = { email: 'mia@example.com', name: 'Mia Example', locale: 'en' };
  const worker = await system.startWorker();
  await system.requestBooking('PUT', orderNo, { body: booking });
  await system.post(buildDelivery({ orderNo }));
  await system.nextMailOf(orderNo);
  const isErased = worker.nextLine((line) => line.includes(erased));
  expect((await system.requestBooking('DELETE', orderNo)).status).toBe(204);
  expect((await system.requestBooking('PUT', orderNo, { body: booking })).status).toBe(410);
  await isErased;
  await expectTombstone();

  const isDropped = worker.nextLine((line) => line.includes(dropped));
  expect((await system.post(buildDelivery({ orderNo }))).status).toBe(200);
  await isDropped;
  await untilNothingIsSealed();
  expect(
    (await system.post({ type: 'order.ticketed', data: { orderNo, paxTicketInfos: 1 } })).status,
  ).toBe(422);
  expect(await admin.llen('{ticketpost}:quarantine:wait')).toBe(0);
  expect(acceptedMails()).toHaveLength(1);
  await expectTombstone();
});

test(
  'an erasure comes to its end though the worker dies over it, and the mail that was under way does not go out',
  async () => {
    const isSubmitting = hangOnce();
    const victim = await system.startWorker();
    await system.post(buildDelivery({ orderNo }));
    await isSubmitting;
    const waits = victim.nextLine((line) => line.includes('"outcome":"erasing"'));
    expect((await system.requestBooking('DELETE', orderNo)).status).toBe(204);
    await waits;
    await victim.kill();

    const heir = await system.startWorker();
    await heir.nextLine((line) => line.includes(erased), { timeoutMs: takeOverMs });
    expect(acceptedMails()).toEqual([]);
    await expectTombstone();
  },
  takeOverMs * 2,
);

test(
  'a worker that is killed at any moment of an erasure leaves it to the next',
  async () => {
    for (let round = 0; round < 4; round += 1) {
      orderNo = newOrderNo();
      const worker = await system.startWorker();
      await system.post(buildDelivery({ orderNo }));
      await system.nextMailOf(orderNo);
      await system.requestBooking('DELETE', orderNo);
      // At once, or as soon as it has taken the job.
      if (round % 2 === 1)
        await worker.nextLine((line) => line.includes(erased)).catch(() => undefined);
      await worker.kill();
    }
    const heir = await system.startWorker();
    const deadline = AbortSignal.timeout(takeOverMs);
    while ((await admin.keys('{ticketpost}:events:erasure-*')).length > 0) {
      if (deadline.aborted) throw new Error('an erasure is left');
      await admin.ping();
    }
    await expectTombstone();
    await heir.stop();
  },
  takeOverMs * 3,
);

test('what comes out of the journal after its order was erased is not mailed, and its body goes', async () => {
  expect((await system.requestBooking('DELETE', orderNo)).status).toBe(204);
  const worker = await system.startWorker();
  await worker.nextLine((line) => line.includes(erased)).catch(() => undefined);
  system.redis.freeze();
  const journalled = await system.post(buildDelivery({ orderNo }));
  expect(journalled.status).toBe(200);
  const isDropped = worker.nextLine((line) => line.includes(dropped), { timeoutMs: 30_000 });
  system.redis.thaw();
  await isDropped;
  expect(acceptedMails()).toEqual([]);
  await untilNothingIsSealed();
  await expectTombstone();
});

test('an operator exports an order, erases it, and sees that it is done', async () => {
  const worker = await system.startWorker();
  await system.post(buildDelivery({ orderNo }));
  await system.nextMailOf(orderNo);
  const held = await system.runCommand(['export', orderNo]);
  expect(held.code).toBe(0);
  const lines = held.lines.slice(held.lines.indexOf('{'), held.lines.indexOf('}') + 1);
  expect(JSON.parse(lines.join('\n'))).toMatchObject({ orderNo, state: 'sent' });
  const dashboard = await system.startDashboard();
  const file = await dashboard(`/orders/${orderNo}/export`);
  expect(await file.json()).toMatchObject({ orderNo, jobs: [{ payload: { orderNo } }] });
  const isErased = worker.nextLine((line) => line.includes(erased));
  const end = await system.runCommand(['erase', orderNo, '--why', 'she asked', '--yes']);
  expect(end.code).toBe(0);
  await isErased;
  const after = (await (await dashboard(`/orders/${orderNo}`)).json()) as { state: string };
  expect(after.state).toBe('erased');
  await expectTombstone({ whys: 1 });
});
