import { describe, expect, test } from '@jest/globals';
import { buildDelivery } from '@ticketpost/testkit';
import { busy, refused, unknown } from '../mail-answers.ts';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record, state } = prepareWorker();

describe('with UNCERTAIN_SEND=hold a confirmation of which a copy may be out', () => {
  test('is a dead letter at once that says what to do, and a person decides', async () => {
    await start({ holdsUncertain: true });
    mailServer.answers.push(unknown);
    const body = buildDelivery({ orderNo });
    const { deadBecause } = await deliverAndEnd(body);
    expect(deadBecause).toMatch(/^uncertain:.*ticketpost dead-letters redrive/);
    expect((await record())?.timeline.at(-1)).toMatchObject({
      event: 'dead',
      reason: 'uncertain',
    });
    expect(await state()).toBe('uncertain');

    expect((await deliverAndEnd(body)).result).toMatchObject({
      outcome: 'duplicate',
      because: 'undecided',
    });
    expect(mailServer.submitted).toHaveLength(1);

    const { ticketSetId = '' } = (await record())?.confirmations[0] ?? {};
    await worker.ledger.release(orderNo, ticketSetId, { event: 'redriven', by: 'operator' });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(new Set(mailServer.submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('is one too when a former attempt left the doubt, and nothing is sent', async () => {
    await start({ holdsUncertain: true });
    const body = buildDelivery({ orderNo });
    mailServer.answers.push(refused);
    await deliverAndEnd(body);
    const { ticketSetId = '' } = (await record())?.confirmations[0] ?? {};
    const former = await worker.ledger.claim({
      orderNo,
      ticketSetId,
      deliveryId: 'former',
      entry: { event: 'received', deliveryId: 'former' },
    });
    if (former.kind !== 'claimed') throw new Error(former.kind);
    await worker.ledger.giveUp(
      former.claim,
      { state: 'deferred', isUncertain: true },
      { event: 'deferred', deliveryId: 'former' },
    );
    mailServer.submitted.length = 0;
    expect((await deliverAndEnd(body)).deadBecause).toMatch(/^uncertain:/);
    expect(await state()).toBe('uncertain');
    expect(mailServer.submitted).toEqual([]);
  });

  test('is one too when the ledger fails after the mail was taken', async () => {
    let isFailing = true;
    await start({
      holdsUncertain: true,
      alterLedger: (ledger) => ({
        ...ledger,
        recordSent: (...args) => {
          if (!isFailing) return ledger.recordSent(...args);
          isFailing = false;
          return Promise.reject(new Error('OOM'));
        },
      }),
    });
    expect((await deliverAndEnd()).deadBecause).toMatch(/^uncertain:/);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('is not one that was refused', async () => {
    await start({ holdsUncertain: true });
    mailServer.answers.push(busy);
    expect((await deliverAndEnd()).result).toMatchObject({
      outcome: 'sent',
    });
  });
});
