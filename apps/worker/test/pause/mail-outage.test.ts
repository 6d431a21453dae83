import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, newOrderNo, startSmtpStandIn, type SmtpStandIn } from '@ticketpost/testkit';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { buildLetterhead } from '../mail/build-mail.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';
import { serverAt } from '../way-out.ts';

/** One retry, at once: whatever loses two attempts is a dead letter. */
const retryDelaysMs = [1];
const recipients = {
  fallbackRecipient: 'desk@example.com',
  sandboxRecipient: 'sandbox@example.com',
};

let smtp: SmtpStandIn;
let mailer: Mailer;
let worker: WorkerUnderTest;

beforeEach(async () => {
  smtp = await startSmtpStandIn({ authenticate: (_user, password) => password === 'right' });
  mailer = createMailer({
    server: serverAt(`smtp://me:right@127.0.0.1:${smtp.port}`),
    letterhead: buildLetterhead(),
    timeoutMs: 5000,
    maxConnections: 4,
  });
});
afterEach(async () => {
  await worker.close();
  mailer.close();
  await smtp.close();
});

async function startWorkerOnMail(
  options: Partial<Parameters<typeof startWorker>[0]> = {},
): Promise<void> {
  worker = await startWorker({
    submit: (mail, permit) => mailer.submit(mail, permit),
    probe: () => mailer.probe(),
    recipients,
    retryDelaysMs,
    concurrency: 4,
    ...options,
  });
}

const deliverOrders = async (count: number): Promise<string[]> =>
  await Promise.all(
    Array.from({ length: count }, () => worker.deliver(buildDelivery({ orderNo: newOrderNo() }))),
  );

/** Each of the jobs was mailed once, and not one of them used up an attempt before. */
async function expectMailedUnscathed(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    expect(await worker.ended(id)).toMatchObject({ result: { outcome: 'sent' } });
    expect(await worker.attemptsMade(id)).toBe(1);
  }
  const accepted = smtp.mails.filter((mail) => mail.accepted);
  expect(accepted).toHaveLength(ids.length);
  expect(new Set(accepted.map(({ messageId }) => messageId)).size).toBe(ids.length);
}

describe('a refused login', () => {
  test('pauses the worker, and every job is mailed once when the login is good again', async () => {
    smtp.behave({ auth: { reply: 535 } });
    await startWorkerOnMail();
    const paused = worker.nextPause();
    const ids = await deliverOrders(40);
    await paused;
    expect(worker.pause.check()).toMatchObject({ status: 'failed', reason: 'login_refused' });
    smtp.behave({});
    await expectMailedUnscathed(ids);
    expect(new Set(worker.outcomes)).toEqual(new Set(['paused', 'sent']));
    expect(worker.pause.check()).toEqual({ status: 'ok' });
  });
});

describe('a mail server that is gone', () => {
  test('pauses the worker until it is back, and no job loses an attempt', async () => {
    await smtp.goAway();
    await startWorkerOnMail();
    const paused = worker.nextPause();
    const ids = await deliverOrders(40);
    await paused;
    expect(worker.pauses).toEqual(['mail_server_unreachable']);
    await smtp.comeBack();
    await expectMailedUnscathed(ids);
    expect(worker.pauses).toEqual(['mail_server_unreachable']);
  });
});

describe('policy words', () => {
  test('for one order for ever make one dead letter and stop nobody', async () => {
    smtp.behave((stage, address) =>
      stage === 'rcpt' && address.startsWith('sandbox')
        ? { reply: 550, text: '5.7.1 not wanted here' }
        : undefined,
    );
    await startWorkerOnMail({ retryDelaysMs: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] });
    const poison = await worker.deliver(buildDelivery({ orderNo: `TEST${newOrderNo()}` }));
    const ids = await deliverOrders(20);
    await expectMailedUnscathed(ids);
    expect((await worker.ended(poison)).deadBecause).toMatch(/^mail_server_refused_us:/);
    expect(worker.pauses).toEqual([]);
  });
});

describe('a refused sender that is refused for one order alone', () => {
  test('makes one dead letter and stops nobody for good', async () => {
    smtp.behave((stage, address) =>
      stage === 'rcpt' && address.startsWith('sandbox')
        ? { reply: 550, text: '5.1.8 not from you' }
        : undefined,
    );
    await startWorkerOnMail();
    const poison = await worker.deliver(buildDelivery({ orderNo: `TEST${newOrderNo()}` }));
    const ids = await deliverOrders(20);
    await expectMailedUnscathed(ids);
    expect((await worker.ended(poison)).deadBecause).toMatch(/^sender_refused:/);
    expect(new Set(worker.pauses)).toEqual(new Set(['sender_refused']));
  });
});

describe('a server that turns everybody away for now', () => {
  test('pauses the worker after ten orders in a row', async () => {
    smtp.behave({ connect: { reply: 421 } });
    await startWorkerOnMail({ retryDelaysMs: [1000, 1000, 1000] });
    const paused = worker.nextPause();
    const ids = await deliverOrders(12);
    await paused;
    expect(worker.pauses).toEqual(['mail_server_busy']);
    smtp.behave({});
    const ends = await Promise.all(ids.map((id) => worker.ended(id)));
    for (const end of ends) expect(end).toMatchObject({ result: { outcome: 'sent' } });
    // The first nine could not know.
    const attempts = await Promise.all(ids.map((id) => worker.attemptsMade(id)));
    expect(attempts.filter((made) => made === 1)).toHaveLength(3);
  });
});

describe('a refused sender', () => {
  test('is not seen by a probe: one job at a time tries, until a mail is taken', async () => {
    let underWay = 0;
    let mostOnTrial = 0;
    let mostAfterwards = 0;
    /** Nobody but the first goes on before as many are under way as may be. */
    const gate = new EventEmitter();
    const isFull = once(gate, 'open');
    let isMended = false;
    smtp.behave({ mail: { reply: 550, text: '5.7.1 not your address' } });
    await startWorkerOnMail({
      submit: async (mail, permit) => {
        underWay += 1;
        const { status } = worker.pause.check();
        if (status === 'warning') mostOnTrial = Math.max(mostOnTrial, underWay);
        if (isMended && status === 'ok') {
          mostAfterwards = Math.max(mostAfterwards, underWay);
          if (underWay === 4) gate.emit('open');
          await isFull;
        }
        const outcome = await mailer.submit(mail, permit);
        underWay -= 1;
        return outcome;
      },
    });
    const paused = worker.nextPause();
    const ids = await deliverOrders(20);
    await paused;
    while (worker.pauses.length < 4) await worker.nextPause();
    expect(new Set(worker.pauses)).toEqual(new Set(['sender_refused']));
    isMended = true;
    smtp.behave({});
    await expectMailedUnscathed(ids);
    expect(mostOnTrial).toBe(1);
    expect(mostAfterwards).toBe(4);
  });
});

describe('a shutdown', () => {
  test.each<[string, Mailer['probe'] | undefined]>([
    ['while paused', undefined],
    ['while a probe gets no answer', () => new Promise(() => undefined)],
  ])('%s waits for nothing', async (_row, probe) => {
    smtp.behave({ auth: { reply: 535 } });
    await startWorkerOnMail({
      ...(probe === undefined ? {} : { probe }),
      backOff: { firstMs: probe === undefined ? 60_000 : 1, longestMs: 60_000 },
    });
    const paused = worker.nextPause();
    await deliverOrders(5);
    await paused;
    await worker.stop();
    expect(worker.pause.check().status).toBe('failed');
  });
});

describe('a worker that lost its claim before the end of the message', () => {
  test('hands nothing over, uses up no attempt, and the mail goes out once', async () => {
    smtp.behave({ data: { hang: 'before', times: 1 } });
    let renewals = 0;
    await startWorkerOnMail({
      alterLedger: (ledger) => ({
        ...ledger,
        renew: (claim) => {
          renewals += 1;
          return renewals === 1 ? Promise.resolve('lost') : ledger.renew(claim);
        },
      }),
    });
    const ids = await deliverOrders(1);
    await expectMailedUnscathed(ids);
    expect(worker.outcomes).toEqual(['lost_claim', 'sent']);
    expect(smtp.mails).toHaveLength(1);
  });
});
