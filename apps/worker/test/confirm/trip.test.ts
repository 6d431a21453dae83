import { beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, refused, unknown } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';
import { booking } from '../sample-booking.ts';

const hour = 60 * 60 * 1000;

const { mailServer, worker, start: startWith } = prepareWorker();
let outbound: string;
let inbound: string;

beforeEach(() => {
  // A mail claims its orders by their numbers: so the second one is also the last of them.
  [outbound = '', inbound = ''] = [newOrderNo(), newOrderNo()].toSorted();
});

const start = async (more: Parameters<typeof startWith>[0] = {}) => {
  await startWith({ recipients: {}, tripWaitMs: hour, isReceivedNow: true, ...more });
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
    await start({ tripWaitMs: 2000 });
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

  test.each<[string, object]>([
    ['another mailbox', { email: 'stranger@example.com' }],
    ['another open copy', { cc: ['stranger@example.com'] }],
    ['another order', { others: ['ZZZZZ20260102030405678'] }],
  ])('are two mails when the booking of one names %s', async (_what, change) => {
    await start();
    const { others = [outbound], ...named } = change as { others?: string[] };
    await worker.book(inbound, { ...booking, ...named, trip: [inbound, ...others] });
    const ended = await worker.ended(await deliver(outbound));
    expect(ended.result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toMatchObject([{ recipient: 'ada@example.com' }]);
    expect(mailServer.submitted[0]?.text).not.toContain(inbound);
  });

  test('are never one mail across the border of the sandbox', async () => {
    inbound = newOrderNo({ sandbox: true });
    await start();
    await deliver(inbound);
    const ended = await worker.ended(await deliver(outbound));
    expect(ended.result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
    expect(mailServer.submitted[0]?.text).not.toContain(inbound);
  });

  test('are each left to a person when a copy of their mail may be out', async () => {
    await start({ holdsUncertain: true, tripWaitMs: 1500 });
    mailServer.answers.push(unknown);
    const waits = worker.nextOutcome('grouped');
    const first = await deliver(outbound);
    await waits;
    const second = await deliver(inbound);
    expect((await worker.ended(second)).deadBecause).toMatch(/^uncertain:/);
    expect((await worker.ended(first)).deadBecause).toMatch(/^uncertain:/);
    expect([await state(outbound), await state(inbound)]).toEqual(['uncertain', 'uncertain']);
  });

  test('one of which waits for its address do not lose it when the other goes out', async () => {
    await startWith({ recipients: {}, tripWaitMs: 0, isReceivedNow: true });
    const trip = [outbound, inbound];
    await worker.ended(await deliver(inbound));
    expect(await state(inbound)).toBe('no_recipient');
    await worker.book(outbound, { ...booking, trip });
    await worker.ended(await deliver(outbound));
    const sent = worker.nextOutcome('sent');
    await worker.book(inbound, { ...booking, trip });
    await sent;
    expect([await state(outbound), await state(inbound)]).toEqual(['sent', 'sent']);
    expect(mailServer.submitted).toHaveLength(2);
  });

  test('of which only one could be recorded as sent: a copy of the other has the same Message-ID', async () => {
    let isFailing = true;
    await start({
      alterLedger: (ledger) => ({
        ...ledger,
        recordSent: async (claim, ...args) => {
          if (claim.orderNo === outbound || !isFailing) {
            await ledger.recordSent(claim, ...args);
            return;
          }
          isFailing = false;
          throw new Error('the worker dies here');
        },
      }),
    });
    const waits = worker.nextOutcome('grouped');
    await deliver(outbound);
    await waits;
    await worker.ended(await deliver(inbound));
    expect([await state(outbound), await state(inbound)]).toEqual(['sent', 'sent']);
    expect(mailServer.submitted).toHaveLength(2);
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
