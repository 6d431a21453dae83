import { afterEach, describe, expect, test } from '@jest/globals';
import { createOperations, type Operations } from '@ticketpost/operations';
import { sealEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { busy, loginRefused, refused, unknown } from './mail-answers.ts';
import { prepareWorker } from './prepare-worker.ts';
import { keyring } from './start-worker.ts';

let operations: Operations;
// Before the worker and its Redis.
afterEach(() => operations.close());
const prepared = prepareWorker();
const { orderNo, mailServer, worker } = prepared;

async function start(options: Parameters<typeof prepared.start>[0] = {}): Promise<void> {
  await prepared.start(options);
  operations = createOperations({
    connection: worker.redis,
    keyring,
    storeTimeoutMs: 5000,
    onError: () => undefined,
  });
}

const deliver = (about = orderNo) => {
  const passengers = [{ name: 'zhang/lisi', ticketNos: ['1112223334445'] }];
  return prepared.deliverAndEnd(buildDelivery({ orderNo: about, passengers }));
};

async function ask(more: { to?: string; requestId?: string; orderNo?: string } = {}) {
  const person = { by: 'olga', why: 'she cannot find it', via: 'dashboard', ...more } as const;
  const outcome = await operations.resendOrder(more.orderNo ?? orderNo, person);
  if (outcome.kind !== 'queued') throw new Error(`expected a job, got ${outcome.kind}`);
  return outcome.deliveryId;
}
const resend = async (more: Parameters<typeof ask>[0] = {}) => worker.ended(await ask(more));
const record = async () => (await prepared.record()) ?? { confirmations: [], timeline: [] };
const states = async () => (await record()).confirmations.map(({ state }) => state);

describe('a confirmation that a person wants sent again', () => {
  test('goes out once more to the same mailbox, as a copy with an id of its own', async () => {
    await start();
    await deliver();
    expect((await resend()).result).toMatchObject({ outcome: 'sent', isResend: true });
    const [first, second] = mailServer.submitted;
    expect(second?.recipient).toBe(first?.recipient);
    expect(second?.messageId).toMatch(/^<[0-9a-f]{40}\.[0-9a-f]{20}@example\.com>$/);
    expect(second?.subject).not.toBe(first?.subject);
    expect(first?.text).toContain('1112223334445');
    expect(second?.text).toContain('1112223334445');
    expect(mailServer.submitted).toHaveLength(2);
  });

  test('goes to another mailbox when one is named', async () => {
    await start();
    await deliver();
    await resend({ to: 'other@example.test' });
    expect(mailServer.submitted.map(({ recipient }) => recipient)).toEqual([
      'desk@example.com',
      'other@example.test',
    ]);
    expect(mailServer.submitted[1]).toMatchObject({ cc: [] });
  });

  test('stands on the timeline with who asked and why, and as a confirmation beside the first', async () => {
    await start();
    await deliver();
    const deliveryId = await ask({ to: 'other@example.test' });
    await worker.ended(deliveryId);
    const { confirmations, timeline } = await record();
    const [first, second] = confirmations;
    expect(second).toMatchObject({
      resendOf: first?.ticketSetId,
      state: 'sent',
      recipient: 'other@example.test',
    });
    expect(timeline.slice(-4)).toMatchObject([
      {
        event: 'resent',
        by: 'olga',
        deliveryId,
        sealed: { why: 'she cannot find it', recipient: 'other@example.test' },
      },
      { event: 'received', deliveryId, origin: 'resend' },
      { event: 'submitting', deliveryId, source: 'resend' },
      { event: 'sent', deliveryId },
    ]);
  });

  test('is mailed once for one request that is made twice, and twice for two', async () => {
    await start();
    await deliver();
    const [one, other] = await Promise.all([
      ask({ requestId: 'form-1' }),
      ask({ requestId: 'form-1' }),
    ]);
    expect(other).toBe(one);
    await worker.ended(one);
    expect(await ask({ requestId: 'form-1' })).toBe(one);
    await worker.ended(await ask({ requestId: 'form-2' }));
    expect(mailServer.submitted).toHaveLength(3);
  });

  test('says again what had changed, of the ticket set that was sent last', async () => {
    await start();
    const body = (ticketNo: string) =>
      buildDelivery({ orderNo, passengers: [{ name: 'zhang/lisi', ticketNos: [ticketNo] }] });
    await worker.ended(await worker.deliver(body('1112223334445')));
    await worker.ended(await worker.deliver(body('5554443332221')));
    await resend();
    const { text = '' } = mailServer.submitted[2] ?? {};
    expect(text).toContain('1112223334445');
    expect(text).toContain('5554443332221');
  });

  test('is tried again by the schedule, and the first stays sent', async () => {
    await start();
    await deliver();
    mailServer.answers.push(busy);
    expect((await resend()).result).toMatchObject({ outcome: 'sent' });
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test('is a dead letter when the mailbox is refused, and a redrive sends it', async () => {
    await start();
    await deliver();
    mailServer.answers.push(refused);
    const deliveryId = await ask({ to: 'nobody@example.test' });
    expect((await worker.ended(deliveryId)).deadBecause).toMatch(/^mailbox_refused/);
    expect(await states()).toEqual(['sent', 'dead']);
    const redriven = await operations.redriveOrder(orderNo, {
      by: 'olga',
      why: 'exists now',
      via: 'cli',
    });
    expect(redriven).toEqual({ kind: 'redriven', deliveryIds: [deliveryId] });
    expect((await worker.ended(deliveryId)).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted.at(-1)?.recipient).toBe('nobody@example.test');
  });

  test('keeps its id when a copy may be out, and is held where that is wanted', async () => {
    await start({ holdsUncertain: true });
    await deliver();
    mailServer.answers.push(unknown);
    expect((await resend()).deadBecause).toMatch(/^uncertain/);
    expect(await states()).toEqual(['sent', 'uncertain']);
    const wanted = { by: 'olga', why: 'none came', via: 'cli' } as const;
    expect(await operations.redriveOrder(orderNo, wanted)).toEqual({ kind: 'uncertain' });
    const redriven = await operations.redriveOrder(orderNo, { ...wanted, evenIfUncertain: true });
    if (redriven.kind !== 'redriven') throw new Error(redriven.kind);
    await worker.ended(redriven.deliveryIds[0] ?? '');
    const [, second, third] = mailServer.submitted;
    expect(third?.messageId).toBe(second?.messageId);
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test('that was refused so far goes to the address that the person names', async () => {
    await start();
    mailServer.answers.push(refused);
    await deliver();
    expect(await states()).toEqual(['dead']);
    const end = await resend({ to: 'right@example.test' });
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(end.result).not.toHaveProperty('isResend');
    expect(mailServer.submitted[1]).toMatchObject({ recipient: 'right@example.test' });
    expect(mailServer.submitted[1]?.messageId).toBe(mailServer.submitted[0]?.messageId);
    expect(await states()).toEqual(['sent']);
    expect((await record()).timeline.at(-2)).toMatchObject({
      event: 'submitting',
      source: 'operator',
      steps: ['operator:used'],
    });
  });

  test('that was refused so far goes there once, though its job runs again', async () => {
    await start();
    mailServer.answers.push(refused);
    await deliver();
    await resend({ to: 'right@example.test' });
    const ticketSetId = (await record()).confirmations[0]?.ticketSetId ?? '';
    const fields = { receivedAt: new Date().toISOString(), type: 'resend.asked', orderNo };
    const about = { ...fields, deliveryId: 'resend-again', origin: 'resend' } as const;
    const payload = { ticketSetId, resendId: 'x', isFirst: true, to: 'right@example.test' };
    await worker.enqueue(sealEnvelope(keyring, about, payload));
    expect((await worker.ended('resend-again')).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(2);
  });

  test('mails no older tickets than were sent', async () => {
    await start();
    const body = (ticketNo: string) =>
      buildDelivery({ orderNo, passengers: [{ name: 'zhang/lisi', ticketNos: [ticketNo] }] });
    mailServer.answers.push(refused);
    const older = await worker.deliver(body('1112223334445'));
    await worker.ended(older);
    await worker.ended(await worker.deliver(body('5554443332221')));
    const wanted = { by: 'olga', why: 'x', via: 'cli' } as const;
    expect(await operations.redriveOrder(orderNo, wanted)).toEqual({ kind: 'already_sent' });
    await resend({ to: 'other@example.test' });
    expect(mailServer.submitted).toHaveLength(3);
    expect(mailServer.submitted[2]?.text).toContain('5554443332221');
    expect(mailServer.submitted[2]?.text).not.toContain('1112223334445');
  });

  test('that nobody knew an address for goes to the one that the person names', async () => {
    await start({ recipients: {} });
    await deliver();
    expect(await states()).toEqual(['no_recipient']);
    expect((await resend({ to: 'mia@example.test' })).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toMatchObject([{ recipient: 'mia@example.test' }]);
  });

  test('waits with everything else while the mail server takes no mail', async () => {
    await start();
    await deliver();
    mailServer.answers.push(loginRefused);
    expect((await resend()).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes).toContain('paused');
    expect(worker.pauses).toEqual(['login_refused']);
  });

  test('is mailed to the mailbox of the sandbox alone when its order is one of it', async () => {
    await start({ recipients: { sandboxRecipient: 'sandbox@example.test' } });
    const sandboxed = newOrderNo({ sandbox: true });
    await deliver(sandboxed);
    await resend({ to: 'traveller@example.test', orderNo: sandboxed });
    expect(mailServer.submitted.map(({ recipient }) => recipient)).toEqual([
      'sandbox@example.test',
      'sandbox@example.test',
    ]);
  });

  test('is not sent after the order was erased', async () => {
    await start();
    await deliver();
    const ticketSetId = (await record()).confirmations[0]?.ticketSetId ?? '';
    const erased = { by: 'olga', why: 'asked to', via: 'cli' } as const;
    expect(await operations.eraseOrder(orderNo, erased)).toEqual({ kind: 'erased' });
    const fields = { receivedAt: new Date().toISOString(), type: 'resend.asked', orderNo };
    const deliveryId = 'resend-late';
    const about = { ...fields, deliveryId, origin: 'resend' } as const;
    await worker.enqueue(sealEnvelope(keyring, about, { ticketSetId, resendId: 'late' }));
    await worker.ended(deliveryId);
    expect(mailServer.submitted).toHaveLength(1);
  });
});
