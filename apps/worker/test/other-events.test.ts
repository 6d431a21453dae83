import { describe, expect, test } from '@jest/globals';
import { sealEnvelope } from '@ticketpost/queue';
import { prepareWorker } from './prepare-worker.ts';
import { keyring } from './start-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record } = prepareWorker();

describe('another event', () => {
  test('is kept on the timeline of its order', async () => {
    await start();
    const body = { type: 'order.void', data: { orderNo, voidStatus: 5 } };
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'recorded' });
    expect((await record())?.timeline).toMatchObject([
      { event: 'received', type: 'order.void', sealed: { body: { data: { voidStatus: 5 } } } },
    ]);
    expect(mailServer.submitted).toEqual([]);
  });

  test('that an older ingest took in whole is kept by its named fields only', async () => {
    await start();
    const data = { orderNo, voidStatus: 5, passportNo: 'X', message: 'Y' };
    await worker.enqueue(
      sealEnvelope(
        keyring,
        {
          deliveryId: 'older',
          receivedAt: '2026-01-02T03:04:05.678Z',
          type: 'order.void',
          orderNo,
        },
        { type: 'order.void', passportNo: 'X', data },
      ),
    );
    await worker.ended('older');
    expect((await record())?.timeline.map(({ sealed }) => sealed)).toEqual([
      { body: { type: 'order.void', data: { orderNo, voidStatus: 5 } } },
    ]);
  });

  test('about no order ends as such', async () => {
    await start();
    const end = await deliverAndEnd({ type: 'airline.status', data: { airline: ['TO'] } });
    expect(end.result).toMatchObject({ outcome: 'no_order' });
  });
});
