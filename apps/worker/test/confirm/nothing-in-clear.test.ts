import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, createMailServer } from '../mail-answers.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';

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

test('nothing personal stands in Redis in clear', async () => {
  worker = await startWorker({ ...mailServer });
  mailServer.answers.push(busy);
  const body = buildDelivery({
    orderNo,
    passengers: [{ name: 'MARKERNAME/ANNA', ticketNos: ['9998887776665'] }],
  });
  await deliverAndEnd(body);
  await worker.redis.config('SET', 'rdbcompression', 'no');
  const keys = await worker.redis.keys('*');
  const dumps = await Promise.all(keys.map((key) => worker.redis.dumpBuffer(key)));
  const all = Buffer.concat(dumps).toString('latin1');
  expect(all).toContain(orderNo);
  for (const personal of ['MARKERNAME', '9998887776665', 'desk@', 'the desk', 'come back,']) {
    expect(all).not.toContain(personal);
  }
});
