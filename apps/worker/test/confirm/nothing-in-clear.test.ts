import { expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { busy } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd } = prepareWorker();

test('nothing personal stands in Redis in clear', async () => {
  await start();
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
