import { expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, start, deliverAndEnd } = prepareWorker();

test('a changed ticket set is an updated confirmation that names what changed', async () => {
  await start();
  const body = (ticketNo: string) =>
    buildDelivery({ orderNo, passengers: [{ name: 'zhang/lisi', ticketNos: [ticketNo] }] });
  await deliverAndEnd(body('1112223334445'));
  const end = await deliverAndEnd(body('5554443332221'));
  expect(end.result).toMatchObject({ outcome: 'sent', isUpdate: true });
  const [first, second] = mailServer.submitted;
  expect(second?.subject).not.toBe(first?.subject);
  // What it was, and what it is.
  expect(second?.text).toContain('1112223334445');
  expect(second?.text).toContain('5554443332221');
  expect(second?.messageId).not.toBe(first?.messageId);
});
