import { describe, expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { prepareWorker } from '../prepare-worker.ts';
import { booking } from '../sample-booking.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, confirmations } = prepareWorker();

describe('a lookup that', () => {
  test('fails does not keep a booking from being enough', async () => {
    await start({
      recipients: {},
      lookUp: () => Promise.resolve({ kind: 'failed', reason: 'lookup_timeout', detail: '1 ms' }),
      retryDelaysMs: [3_600_000],
    });
    const deferred = worker.nextOutcome('deferred');
    await worker.deliver(buildDelivery({ orderNo }));
    await deferred;
    const sent = worker.nextOutcome('sent');
    await worker.book(orderNo, booking);
    await sent;
    expect(mailServer.submitted).toMatchObject([{ recipient: 'ada@example.com' }]);
  });

  test('does not know the order yet is asked again later', async () => {
    await start({
      recipients: {},
      lookUp: () => Promise.resolve({ kind: 'not_known' }),
      isReceivedNow: true,
    });
    const waits = worker.nextOutcome('no_recipient');
    const id = await worker.deliver(buildDelivery({ orderNo }));
    await waits;
    expect(await worker.attemptsMade(id)).toBe(0);
    expect(await confirmations()).toMatchObject([{ state: 'no_recipient' }]);
  });

  test('fails is tried again by the schedule, and nobody else is written to', async () => {
    await start({
      recipients: { fallbackRecipient: 'desk@example.com' },
      lookUp: () =>
        Promise.resolve({ kind: 'failed', reason: 'lookup_timeout', detail: '5000 ms' }),
    });
    const end = await deliverAndEnd();
    expect(end.deadBecause).toMatch(/^lookup_timeout:/);
    expect(worker.outcomes).toEqual(['deferred', 'deferred', 'deferred']);
    expect(mailServer.submitted).toEqual([]);
  });
});
