import { describe, expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { busy, loginRefused, refused, unknown } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record, state, events } =
  prepareWorker();

describe('a mail server that', () => {
  test('is busy gets the mail at a later attempt', async () => {
    await start();
    mailServer.answers.push(busy);
    expect((await deliverAndEnd()).result).toMatchObject({
      outcome: 'sent',
    });
    expect(await events()).toEqual(['received', 'submitting', 'deferred', 'submitting', 'sent']);
  });

  test('stays busy makes a dead letter with a readable reason, without the mailbox', async () => {
    await start();
    mailServer.answers.push(busy, busy, busy);
    const end = await deliverAndEnd();
    expect(end.deadBecause).toBe('mail_server_busy: the mail server asks to come back later (451)');
    expect(mailServer.submitted).toHaveLength(3);
    expect(await state()).toBe('dead');
    expect((await events()).at(-1)).toBe('dead');
  });

  test('refuses the mailbox makes a dead letter at once', async () => {
    await start();
    mailServer.answers.push(refused);
    const end = await deliverAndEnd();
    expect(end.deadBecause).toBe(
      'mailbox_refused: the mail server says that this mailbox takes no mail (550)',
    );
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('refused the mailbox gets the mail when the event comes again', async () => {
    await start();
    mailServer.answers.push(refused);
    const body = buildDelivery({ orderNo });
    await deliverAndEnd(body);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
  });

  test('never says a word makes a dead letter, and the event is a new chance that stays uncertain', async () => {
    await start();
    mailServer.answers.push(unknown, unknown, unknown);
    const body = buildDelivery({ orderNo });
    expect((await deliverAndEnd(body)).deadBecause).toMatch(/^uncertain:/);
    expect((await record())?.confirmations).toMatchObject([{ state: 'dead', isUncertain: true }]);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('died without a word gets the very same mail again, and the timeline says uncertain', async () => {
    await start();
    mailServer.answers.push(unknown);
    await deliverAndEnd();
    expect(mailServer.submitted).toHaveLength(2);
    expect(mailServer.submitted[0]?.messageId).toBe(mailServer.submitted[1]?.messageId);
    expect(await events()).toContain('uncertain');
    expect(await state()).toBe('sent');
  });
});

describe('an outage of the mail server', () => {
  test('costs no attempt, not even the last, and stands on the timeline', async () => {
    await start({ retryDelaysMs: [0] });
    mailServer.answers.push(busy, loginRefused, loginRefused);
    const id = await worker.deliver(buildDelivery({ orderNo }));
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(await worker.attemptsMade(id)).toBe(2);
    expect(worker.outcomes).toEqual(['deferred', 'paused', 'paused', 'sent']);
    expect((await record())?.timeline).toContainEqual(
      expect.objectContaining({
        event: 'paused',
        reason: 'login_refused',
        attempt: 2,
        sealed: { answer: '535 5.7.8 no' },
      }),
    );
  });
});
