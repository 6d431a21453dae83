import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, createMailServer, refused } from '../mail-answers.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';

const hour = 60 * 60 * 1000;

let worker: WorkerUnderTest;
let outbound: string;
let inbound: string;
let mailServer: ReturnType<typeof createMailServer>;

beforeEach(() => {
  outbound = newOrderNo();
  inbound = newOrderNo();
  mailServer = createMailServer();
});
afterEach(async () => {
  await worker.close();
});

const start = async (more: Partial<Parameters<typeof startWorker>[0]> = {}) => {
  worker = await startWorker({
    ...mailServer,
    recipients: {},
    tripWaitMs: hour,
    receivedAt: new Date(),
    ...more,
  });
  const booking = { email: 'ada@example.com', name: 'Ada', locale: 'en' };
  for (const orderNo of [outbound, inbound]) {
    await worker.book(orderNo, { ...booking, trip: [outbound, inbound] });
  }
};
const deliver = (orderNo: string) => worker.deliver(buildDelivery({ orderNo }));
const state = async (orderNo: string) =>
  (await worker.ledger.read(orderNo))?.confirmations[0]?.state;

describe('two orders that the agency calls one trip', () => {
  test('are one mail, whichever comes last', async () => {
    await start();
    const waits = worker.nextOutcome('grouped');
    await deliver(outbound);
    await waits;
    expect(await state(outbound)).toBe('grouped');
    expect(mailServer.submitted).toEqual([]);

    expect((await worker.ended(await deliver(inbound))).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
    expect(mailServer.submitted[0]?.text).toContain(outbound);
    expect(mailServer.submitted[0]?.text).toContain(inbound);
    expect([await state(outbound), await state(inbound)]).toEqual(['sent', 'sent']);
    expect((await worker.ended(await deliver(outbound))).result).toMatchObject({
      outcome: 'duplicate',
    });
  });

  test('are one mail when they come at the same moment', async () => {
    await start();
    const sent = worker.nextOutcome('sent');
    await Promise.all([deliver(outbound), deliver(inbound)]);
    await sent;
    expect(mailServer.submitted).toHaveLength(1);
    expect([await state(outbound), await state(inbound)]).toEqual(['sent', 'sent']);
  });

  test('are one mail when the mail server is busy at first', async () => {
    await start();
    mailServer.answers.push(busy);
    const waits = worker.nextOutcome('grouped');
    await deliver(outbound);
    await waits;
    expect((await worker.ended(await deliver(inbound))).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(2);
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(1);
    expect([await state(outbound), await state(inbound)]).toEqual(['sent', 'sent']);
  });

  test('are both named dead when the mailbox is refused', async () => {
    await start();
    mailServer.answers.push(refused);
    const waits = worker.nextOutcome('grouped');
    await deliver(outbound);
    await waits;
    expect((await worker.ended(await deliver(inbound))).deadBecause).toMatch(/^mailbox_refused:/);
    expect([await state(outbound), await state(inbound)]).toEqual(['dead', 'dead']);
  });

  test('do not wait for ever: the first goes out alone when its time is over', async () => {
    await start({ tripWaitMs: 400 });
    expect((await worker.ended(await deliver(outbound))).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes).toEqual(['grouped', 'sent']);
    expect(mailServer.submitted[0]?.text).not.toContain(inbound);
  });

  test('are two mails when the second does not come in time', async () => {
    await start({ tripWaitMs: 0 });
    expect((await worker.ended(await deliver(outbound))).result).toMatchObject({ outcome: 'sent' });
    expect((await worker.ended(await deliver(inbound))).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(2);
  });
});
