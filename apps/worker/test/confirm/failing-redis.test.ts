import { describe, expect, test } from '@jest/globals';
import type { Ledger } from '@ticketpost/ledger';
import { buildDelivery } from '@ticketpost/testkit';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, state, events } = prepareWorker();

/** A ledger whose command fails the first times. */
function failing(
  method: 'record' | 'claim' | 'markSubmitting' | 'recordSent',
  times: number,
  error = new Error('OOM, Ada is not stored'),
) {
  let calls = 0;
  return (ledger: Ledger): Ledger => ({
    ...ledger,
    [method]: (...args: never[]) => {
      calls += 1;
      if (calls <= times) return Promise.reject(error);
      return (ledger[method] as (...args: never[]) => Promise<unknown>)(...args);
    },
  });
}

describe('a ledger that fails', () => {
  /** The real ledger, whose `method` rejects the first `times` it is called. */
  test('once keeps another event all the same', async () => {
    await start({ alterLedger: failing('record', 1) });
    const body = { type: 'order.void', data: { orderNo, voidStatus: 5 } };
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'recorded' });
    expect(await events()).toEqual(['received']);
  });

  test('before the mail is handed over costs an attempt, and one mail goes out', async () => {
    await start({ alterLedger: failing('markSubmitting', 1) });
    expect((await deliverAndEnd()).result).toMatchObject({
      outcome: 'sent',
    });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('after the mail was handed over makes it uncertain, under the same Message-ID', async () => {
    await start({ alterLedger: failing('recordSent', 1) });
    await deliverAndEnd();
    expect(mailServer.submitted).toHaveLength(2);
    expect(mailServer.submitted[0]?.messageId).toBe(mailServer.submitted[1]?.messageId);
    expect(await events()).toContain('uncertain');
  });

  test('to the end makes a dead letter that says no more than it may, and frees the claim', async () => {
    await start({ alterLedger: failing('markSubmitting', 3) });
    const body = buildDelivery({ orderNo });
    const { deadBecause } = await deliverAndEnd(body);
    expect(deadBecause).toMatch(/^unexpected:/);
    expect(deadBecause).not.toContain('Ada');
    expect(await state()).toBe('dead');
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
  });
});

describe('a Redis that refuses to write', () => {
  const outOfMemory = Object.assign(new Error('OOM command not allowed'), { name: 'ReplyError' });

  test('costs no attempt', async () => {
    await start({ alterLedger: failing('claim', 6, outOfMemory) });
    const id = await worker.deliver(buildDelivery({ orderNo }));
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes.filter((outcome) => outcome === 'redis_refused')).toHaveLength(6);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('after the mail went out is asked again, and the mail does not go out twice', async () => {
    await start({
      alterLedger: failing('recordSent', 2, outOfMemory),
    });
    const end = await deliverAndEnd();
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted).toHaveLength(1);
    expect(await events()).toEqual(['received', 'submitting', 'sent']);
  });
});
