import { afterEach, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { createMailServer } from '../mail-answers.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';

let worker: WorkerUnderTest;
afterEach(async () => {
  await worker.close();
});

test('a changed ticket set is an updated confirmation that names what changed', async () => {
  const mailServer = createMailServer();
  worker = await startWorker(mailServer);
  const orderNo = newOrderNo();
  const body = (ticketNo: string) =>
    buildDelivery({ orderNo, passengers: [{ name: 'zhang/lisi', ticketNos: [ticketNo] }] });
  await worker.ended(await worker.deliver(body('1112223334445')));
  const end = await worker.ended(await worker.deliver(body('5554443332221')));
  expect(end.result).toMatchObject({ outcome: 'sent', isUpdate: true });
  const [first, second] = mailServer.submitted;
  expect(second?.subject).not.toBe(first?.subject);
  // What it was, and what it is.
  expect(second?.text).toContain('1112223334445');
  expect(second?.text).toContain('5554443332221');
  expect(second?.messageId).not.toBe(first?.messageId);
});
