import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { startSystem, type System } from './start-system.ts';

let system: System;
beforeEach(async () => {
  system = await startSystem();
});
afterEach(async () => {
  await system.close();
});

const acceptedMails = () => system.smtp.mails.filter(({ accepted }) => accepted);
const outcomeOf = (line: string) => (JSON.parse(line) as { outcome?: string }).outcome;

describe("the supplier's sample", () => {
  test('becomes one confirmation to the sandbox mailbox', async () => {
    await system.startWorker();
    expect((await system.postSample()).status).toBe(200);
    const mail = await system.smtp.nextMail();
    expect(mail.recipients).toEqual(['sandbox@example.com']);
    expect(mail.subject).toContain('TESTL20230922153224323');
    expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
    for (const part of [mail.html, mail.text]) expect(part).toContain('S30814');
  });

  test('posted twenty times becomes one', async () => {
    const worker = await system.startWorker();
    await Promise.all(Array.from({ length: 20 }, () => system.postSample()));
    let ended = 0;
    await worker.nextLine((line) => {
      if (['sent', 'duplicate'].includes(outcomeOf(line) ?? '')) ended += 1;
      return ended === 20;
    });
    expect(acceptedMails()).toHaveLength(1);
  });

  test('posted before any worker runs becomes one when a worker comes', async () => {
    await system.postSample();
    await system.startWorker();
    await system.smtp.nextMail();
    expect(acceptedMails()).toHaveLength(1);
  });
});

test('four workers share the orders, and each order gets one mail', async () => {
  await Promise.all([1, 2, 3, 4].map(() => system.startWorker()));
  const orders = Array.from({ length: 100 }, () => newOrderNo());
  await Promise.all(
    orders.flatMap((orderNo) => {
      const body = buildDelivery({ orderNo });
      return [system.post(body), system.post(body)];
    }),
  );
  for (const orderNo of orders) {
    await system.smtp.nextMail((mail) => mail.headers.get('subject')?.includes(orderNo) ?? false);
  }
  expect(acceptedMails()).toHaveLength(orders.length);
});
