import { describe, expect, test } from '@jest/globals';
import { prepareWorker } from './prepare-worker.ts';

const { orderNo, mailServer, start, deliverAndEnd, record } = prepareWorker();

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

  test('about no order ends as such', async () => {
    await start();
    const end = await deliverAndEnd({ type: 'airline.status', data: { airline: ['TO'] } });
    expect(end.result).toMatchObject({ outcome: 'no_order' });
  });
});
