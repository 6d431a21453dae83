import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, createMailServer, loginRefused, refused, unknown } from '../mail-answers.ts';
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

const events = async () =>
  (await worker.ledger.read(orderNo))?.timeline.map(({ event }) => event) ?? [];
const state = async () => (await worker.ledger.read(orderNo))?.confirmations[0]?.state;
const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

describe('a mail server that', () => {
  test('is busy gets the mail at a later attempt', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(busy);
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'sent',
    });
    expect(await events()).toEqual(['received', 'submitting', 'deferred', 'submitting', 'sent']);
  });

  test('stays busy makes a dead letter with a readable reason, without the mailbox', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(busy, busy, busy);
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toBe('mail_server_busy: the mail server asks to come back later (451)');
    expect(mailServer.submitted).toHaveLength(3);
    expect(await state()).toBe('dead');
    expect((await events()).at(-1)).toBe('dead');
  });

  test('refuses the mailbox makes a dead letter at once', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(refused);
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toBe(
      'mailbox_refused: the mail server says that this mailbox takes no mail (550)',
    );
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('refused the mailbox gets the mail when the event comes again', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(refused);
    const body = buildDelivery({ orderNo });
    await deliverAndEnd(body);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
  });

  test('never says a word makes a dead letter, and the event is a new chance that stays uncertain', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(unknown, unknown, unknown);
    const body = buildDelivery({ orderNo });
    expect((await deliverAndEnd(body)).deadBecause).toMatch(/^uncertain:/);
    expect((await worker.ledger.read(orderNo))?.confirmations).toMatchObject([
      { state: 'dead', isUncertain: true },
    ]);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('died without a word gets the very same mail again, and the timeline says uncertain', async () => {
    worker = await startWorker({ ...mailServer });
    mailServer.answers.push(unknown);
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect(mailServer.submitted).toHaveLength(2);
    expect(mailServer.submitted[0]?.messageId).toBe(mailServer.submitted[1]?.messageId);
    expect(await events()).toContain('uncertain');
    expect(await state()).toBe('sent');
  });
});

describe('an outage of the mail server', () => {
  test('costs no attempt, not even the last, and stands on the timeline', async () => {
    worker = await startWorker({ ...mailServer, retryDelaysMs: [0] });
    mailServer.answers.push(busy, loginRefused, loginRefused);
    const id = await worker.deliver(buildDelivery({ orderNo }));
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(await worker.attemptsMade(id)).toBe(2);
    expect(worker.outcomes).toEqual(['deferred', 'paused', 'paused', 'sent']);
    expect((await worker.ledger.read(orderNo))?.timeline).toContainEqual(
      expect.objectContaining({
        event: 'paused',
        reason: 'login_refused',
        attempt: 2,
        sealed: { answer: '535 5.7.8 no' },
      }),
    );
  });
});
