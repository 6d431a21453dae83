import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, documentMarkers, newOrderNo } from '@ticketpost/testkit';
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

test("a passenger's documents are found nowhere", async () => {
  const worker = await system.startWorker();
  const good = buildDelivery({ orderNo: newOrderNo() });
  await system.post(good);
  await system.post({ ...good, type: 'order.addonComplete' });
  await system.post({ ...good, type: 'never.heard.of', data: { deep: [good] } });
  await system.post(`${JSON.stringify(good)} garbage`);
  await system.post({ type: 'order.ticketed', data: { ...good, orderNo: 7 } });
  const mail = await system.smtp.nextMail();
  await worker.nextLine((line) => line.includes('never.heard.of'));

  const look = await system.startDashboard();
  const boards = await Promise.all(
    ['events', 'quarantine'].map(async (queue) => {
      const answer = await look(`/queues/api/queues?activeQueue=${queue}&jobsPerPage=50`);
      return await answer.text();
    }),
  );

  const files = await readdir(system.redis.directory, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  const places = {
    'the files of Redis': contents.join('\n'),
    'the logs': system.processes.flatMap(({ lines }) => lines).join('\n'),
    'the board': boards.join('\n'),
    'the mail': mail.raw.toString('latin1') + mail.html + mail.text,
  };
  expect(places['the files of Redis']).toContain('order.addoncomplete');
  expect(places['the board']).toContain('order.addoncomplete');
  expect(places['the board']).toContain('malformed_json');
  for (const [place, text] of Object.entries(places)) {
    expect(text.length).toBeGreaterThan(0);
    for (const marker of documentMarkers) {
      expect({ place, marker, isThere: text.includes(marker) }).toEqual({
        place,
        marker,
        isThere: false,
      });
    }
  }
});
