import { describe, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { createLedger } from '@ticketpost/ledger';
import { createKeyring, eventsQueueName, queuePrefix, sealEnvelope } from '@ticketpost/queue';
import { buildDelivery } from '@ticketpost/testkit';
import { prepareWorker } from './prepare-worker.ts';
import { keyring } from './start-worker.ts';

const { orderNo, mailServer, worker, start, events } = prepareWorker();

/** Ends the wait of a job that is put back, once it is. */
async function lookAgain(deliveryId: string): Promise<void> {
  const queue = new Queue(eventsQueueName, { connection: worker.redis, prefix: queuePrefix });
  for (;;) {
    const job = await queue.getJob(deliveryId);
    if (job === undefined || !(await job.isDelayed())) continue;
    await job.promote();
    await queue.close();
    return;
  }
}

describe('a job that cannot be opened', () => {
  const clear = { receivedAt: '2026-01-02T03:04:05.678Z', type: 'order.ticketed' };

  test('because it was altered is a dead letter, named on the timeline', async () => {
    await start();
    const envelope = sealEnvelope(keyring, { ...clear, deliveryId: 'altered', orderNo }, {});
    await worker.enqueue({ ...envelope, receivedAt: '2026-01-02T03:04:05.679Z' });
    expect((await worker.ended('altered')).deadBecause).toMatch(/^damaged_envelope:/);
    expect(await events()).toEqual(['dead']);
  });

  test('because its key is missing is kept, and worked on once the key is back', async () => {
    const lost = { id: 'k2', key: Buffer.alloc(32, 9) };
    const both = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }, lost]);
    let current = keyring;
    await start({
      keyring: {
        ...keyring,
        open: (...args) => current.open(...args),
      },
    });
    const fields = { ...clear, deliveryId: 'other-key', orderNo };
    const order = {
      orderNo,
      orderStatus: 2,
      passengers: [
        { name: 'ZHANG/LISI', ticketNos: ['9990000000001'], airlinePnrs: [], ancillaries: [] },
      ],
    };
    await worker.enqueue(sealEnvelope(createKeyring([lost]), fields, order));
    for (let looks = 0; looks < 4; looks++) await worker.nextOutcome('unknown_key');
    expect(await worker.attemptsMade('other-key')).toBe(0);
    current = both;
    expect((await worker.ended('other-key')).result).toMatchObject({ outcome: 'sent' });
  });

  test('because the key of its booking is missing is kept, and mailed once the key is back', async () => {
    const lost = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 9) }]);
    const ledgerWithIt = () => createLedger({ redis: worker.redis, sealer: lost });
    let isBack = false;
    await start({
      recipients: {},
      alterLedger: (ledger) => ({
        ...ledger,
        readBooking: (no) => (isBack ? ledgerWithIt() : ledger).readBooking(no),
      }),
    });
    await ledgerWithIt().putBooking(
      orderNo,
      { body: { email: 'ada@example.com', name: 'Ada', locale: 'en' } },
      { event: 'booked' },
    );
    const postponed = worker.nextOutcome('unknown_key');
    const deliveryId = await worker.deliver(buildDelivery({ orderNo }));
    await postponed;
    expect(await worker.attemptsMade(deliveryId)).toBe(0);
    expect(await worker.ledger.readBooking(orderNo)).toMatchObject({
      kind: 'unreadable',
      missingKey: 'k2',
    });
    isBack = true;
    await lookAgain(deliveryId);
    expect((await worker.ended(deliveryId)).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toMatchObject([{ recipient: 'ada@example.com' }]);
  });

  test('because a newer version wrote it is kept for a newer worker', async () => {
    await start();
    const envelope = sealEnvelope(keyring, { ...clear, deliveryId: 'newer', orderNo }, {});
    await worker.enqueue({ ...envelope, v: 2 } as unknown as typeof envelope);
    for (let looks = 0; looks < 4; looks++) await worker.nextOutcome('newer_envelope');
    expect(await worker.attemptsMade('newer')).toBe(0);
    expect(await events()).toEqual([]);
  });

  test('because its payload is none of ours is a dead letter that names the place', async () => {
    await start();
    const payload = { orderNo, passengers: 'x' };
    await worker.enqueue(sealEnvelope(keyring, { ...clear, deliveryId: 'odd', orderNo }, payload));
    expect((await worker.ended('odd')).deadBecause).toMatch(/^invalid_payload:.*\/passengers/);
  });
});
