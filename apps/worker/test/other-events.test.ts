import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newOrderNo } from '@ticketpost/testkit';
import { createMailServer } from './mail-answers.ts';
import { startWorker, type WorkerUnderTest } from './start-worker.ts';

let worker: WorkerUnderTest;
let orderNo: string;
let mailServer: ReturnType<typeof createMailServer>;

beforeEach(() => {
  orderNo = newOrderNo();
  mailServer = createMailServer();
});
afterEach(async () => {
  await worker.close();
});

const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

describe('another event', () => {
  test('is kept on the timeline of its order', async () => {
    worker = await startWorker({ ...mailServer });
    const body = { type: 'order.void', data: { orderNo, voidStatus: 5 } };
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'recorded' });
    expect((await worker.ledger.read(orderNo))?.timeline).toMatchObject([
      { event: 'received', type: 'order.void', sealed: { body: { data: { voidStatus: 5 } } } },
    ]);
    expect(mailServer.submitted).toEqual([]);
  });

  test('about no order ends as such', async () => {
    worker = await startWorker({ ...mailServer });
    const end = await deliverAndEnd({ type: 'airline.status', data: { airline: ['TO'] } });
    expect(end.result).toMatchObject({ outcome: 'no_order' });
  });
});
