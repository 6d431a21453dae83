import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { startSystem, type System } from './start-system.ts';

/** Longer than a job's lock and the next look for jobs whose worker is dead. */
const takeOverMs = 45_000;

let system: System;
beforeEach(async () => {
  system = await startSystem();
});
afterEach(async () => {
  await system.close();
});
const acceptedMails = () => system.smtp.mails.filter(({ accepted }) => accepted);

/** The mail server stops answering at this stage, once; resolves when it does. */
function hangOnce(stage: 'rcpt'): Promise<void> {
  return new Promise((resolve) => {
    let hasHung = false;
    system.smtp.behave((reached) => {
      if (reached !== stage || hasHung) return undefined;
      hasHung = true;
      resolve();
      return { hang: true };
    });
  });
}

test(
  'a worker killed while it submits loses nothing: another takes the job up',
  async () => {
    const isSubmitting = hangOnce('rcpt');
    const victim = await system.startWorker();
    await system.postSample();
    await isSubmitting;
    await victim.kill();
    await system.startWorker();
    await system.smtp.nextMail(() => true, { timeoutMs: takeOverMs });
    expect(acceptedMails()).toHaveLength(1);
  },
  takeOverMs * 2,
);

test('a line that dies after the message went out makes it uncertain: the same mail goes out again', async () => {
  system.smtp.behave({ data: { drop: 'after', times: 1 } });
  const worker = await system.startWorker();
  await system.postSample();
  await worker.nextLine((line) => line.includes('"outcome":"uncertain"'));
  await worker.nextLine((line) => line.includes('"outcome":"sent"'));
  const [first, second, ...others] = acceptedMails();
  expect(first?.messageId).toMatch(/^<.+>$/);
  expect(second?.messageId).toBe(first?.messageId);
  expect(others).toEqual([]);
});

test('every event acknowledged before Redis is killed is mailed after it is back', async () => {
  const orders = Array.from({ length: 50 }, () => newOrderNo());
  const acknowledged = new Set<string>();
  const posts = orders.map(async (orderNo) => {
    const response = await system.post(buildDelivery({ orderNo }));
    if (response.status === 200) acknowledged.add(orderNo);
    else expect(response.status).toBe(503);
  });
  await posts[0];
  await system.redis.kill();
  await Promise.all(posts);
  await system.redis.restart();
  await system.startWorker();
  for (const orderNo of acknowledged) {
    await system.smtp.nextMail((mail) => mail.subject.includes(orderNo));
  }
  expect(acknowledged.size).toBeGreaterThan(0);
});

test('ingest answers 503 while Redis is frozen and 200 when it thaws', async () => {
  system.redis.freeze();
  const refused = await system.postSample();
  system.redis.thaw();
  expect(refused.status).toBe(503);
  expect(refused.headers.get('Retry-After')).not.toBeNull();
  expect((await system.postSample()).status).toBe(200);
});
