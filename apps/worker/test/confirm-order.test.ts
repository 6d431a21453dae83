import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Ledger } from '@ticketpost/ledger';
import { createKeyring, sealEnvelope } from '@ticketpost/queue';
import { buildDelivery, newOrderNo, sampleDelivery } from '@ticketpost/testkit';
import type { OutgoingMail } from '../src/mail/create-mailer.ts';
import type { SubmitOutcome } from '../src/mail/submit-outcome.ts';
import { keyring, startWorker, type WorkerUnderTest } from './start-worker.ts';

const accepted: SubmitOutcome = { kind: 'accepted', answer: '250 OK', refusedCopies: 0 };
const busy: SubmitOutcome = {
  kind: 'refused',
  class: 'transient_server',
  code: 'mail_server_busy',
  reply: '451',
  answer: '451 come back, "the desk"@example.com',
};
const refused: SubmitOutcome = {
  kind: 'refused',
  class: 'permanent',
  code: 'mailbox_refused',
  reply: '550',
  answer: '550 User desk%40example.com unknown',
};
const loginRefused: SubmitOutcome = {
  kind: 'refused',
  class: 'systemic',
  code: 'login_refused',
  reply: '535 5.7.8',
  answer: '535 5.7.8 no',
};
const unknown: SubmitOutcome = { kind: 'unknown', reply: 'ECONNECTION', answer: 'Closed' };

let worker: WorkerUnderTest;
let orderNo: string;
/** What the mail server answers, one after the other; then it accepts. */
let answers: SubmitOutcome[];
let submitted: OutgoingMail[];

const submit = (mail: OutgoingMail) => {
  submitted.push(mail);
  return Promise.resolve(answers.shift() ?? accepted);
};

beforeEach(() => {
  orderNo = newOrderNo();
  answers = [];
  submitted = [];
});
afterEach(async () => {
  await worker.close();
});

const events = async () =>
  (await worker.ledger.read(orderNo))?.timeline.map(({ event }) => event) ?? [];
const state = async () => (await worker.ledger.read(orderNo))?.confirmations[0]?.state;
const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

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

describe('a ticketed order', () => {
  test('is confirmed once', async () => {
    worker = await startWorker({ submit });
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(submitted).toMatchObject([{ recipient: 'desk@example.com' }]);
    expect(await events()).toEqual(['received', 'submitting', 'sent']);
    expect((await worker.ledger.read(orderNo))?.confirmations).toMatchObject([
      { state: 'sent', recipient: 'desk@example.com', lastAnswer: '250 OK' },
    ]);
  });

  test('that comes twenty times is confirmed once', async () => {
    worker = await startWorker({ submit });
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => worker.deliver(buildDelivery({ orderNo }))),
    );
    const ends = await Promise.all(ids.map((id) => worker.ended(id)));
    expect(submitted).toHaveLength(1);
    const outcomes = ends.map(({ result }) => (result as { outcome: string }).outcome).toSorted();
    expect(outcomes).toEqual([...Array<string>(19).fill('duplicate'), 'sent']);
  });

  test('that comes again in another spelling is the same confirmation', async () => {
    worker = await startWorker({ submit });
    const body = sampleDelivery();
    orderNo = 'TESTL20230922153224323';
    await worker.close();
    worker = await startWorker({ submit, recipients: { sandboxRecipient: 's@example.com' } });
    await deliverAndEnd(body);
    const { data } = body as { data: { orderNo: string; paxTicketInfos: object[] } };
    const again = {
      type: 'ORDER.TICKETED',
      data: {
        ticketNotification: {
          orderStatus: '2',
          orderNo: data.orderNo,
          paxTicketInfos: data.paxTicketInfos.toReversed(),
        },
      },
    };
    expect((await deliverAndEnd(again)).result).toMatchObject({ outcome: 'duplicate' });
    expect(submitted).toHaveLength(1);
  });

  test('with other ticket numbers is another confirmation, with another Message-ID', async () => {
    worker = await startWorker({ submit });
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['1112223334445'] }] }));
    await deliverAndEnd(buildDelivery({ orderNo, passengers: [{ ticketNos: ['5554443332221'] }] }));
    expect(new Set(submitted.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test.each<[string, object, string[]]>([
    [
      'has no passengers',
      { type: 'order.ticketed', data: { orderNo: 'X', orderStatus: 2 } },
      ['passengers'],
    ],
    ['is not ticketed', buildDelivery({ orderNo: 'X', orderStatus: 1 }), ['order_status']],
    [
      'lacks a number',
      buildDelivery({ orderNo: 'X', passengers: [{ ticketNos: [] }] }),
      ['ticket_numbers'],
    ],
  ])(
    'that %s is not mailed, and the timeline says what is missing',
    async (_what, body, missing) => {
      worker = await startWorker({ submit });
      orderNo = 'X';
      expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'incomplete', missing });
      expect(submitted).toEqual([]);
      expect(await events()).toEqual(['received', 'incomplete']);
    },
  );

  test('without a recipient waits, and goes out when it comes again and there is one', async () => {
    const recipients: { fallbackRecipient?: string } = {};
    worker = await startWorker({ submit, recipients });
    const body = buildDelivery({ orderNo });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'no_recipient' });
    expect(await state()).toBe('no_recipient');
    recipients.fallbackRecipient = 'desk@example.com';
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(submitted).toHaveLength(1);
  });
});

describe('a mail server that', () => {
  test('is busy gets the mail at a later attempt', async () => {
    worker = await startWorker({ submit });
    answers = [busy];
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'sent',
    });
    expect(await events()).toEqual(['received', 'submitting', 'deferred', 'submitting', 'sent']);
  });

  test('stays busy makes a dead letter with a readable reason, without the mailbox', async () => {
    worker = await startWorker({ submit });
    answers = [busy, busy, busy];
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toBe('mail_server_busy: the mail server asks to come back later (451)');
    expect(submitted).toHaveLength(3);
    expect(await state()).toBe('dead');
    expect((await events()).at(-1)).toBe('dead');
  });

  test('refuses the mailbox makes a dead letter at once', async () => {
    worker = await startWorker({ submit });
    answers = [refused];
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.deadBecause).toBe(
      'mailbox_refused: the mail server says that this mailbox takes no mail (550)',
    );
    expect(submitted).toHaveLength(1);
  });

  test('refused the mailbox gets the mail when the event comes again', async () => {
    worker = await startWorker({ submit });
    answers = [refused];
    const body = buildDelivery({ orderNo });
    await deliverAndEnd(body);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
  });

  test('never says a word makes a dead letter, and the event is a new chance that stays uncertain', async () => {
    worker = await startWorker({ submit });
    answers = [unknown, unknown, unknown];
    const body = buildDelivery({ orderNo });
    expect((await deliverAndEnd(body)).deadBecause).toMatch(/^uncertain:/);
    expect((await worker.ledger.read(orderNo))?.confirmations).toMatchObject([
      { state: 'dead', isUncertain: true },
    ]);
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(new Set(submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('died without a word gets the very same mail again, and the timeline says uncertain', async () => {
    worker = await startWorker({ submit });
    answers = [unknown];
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect(submitted).toHaveLength(2);
    expect(submitted[0]?.messageId).toBe(submitted[1]?.messageId);
    expect(await events()).toContain('uncertain');
    expect(await state()).toBe('sent');
  });
});

describe('an outage of the mail server', () => {
  test('costs no attempt, not even the last, and stands on the timeline', async () => {
    worker = await startWorker({ submit, retryDelaysMs: [0] });
    answers = [busy, loginRefused, loginRefused];
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

describe('with UNCERTAIN_SEND=hold a confirmation of which a copy may be out', () => {
  test('is a dead letter at once that says what to do, and a person decides', async () => {
    worker = await startWorker({ submit, holdsUncertain: true });
    answers = [unknown];
    const body = buildDelivery({ orderNo });
    const { deadBecause } = await deliverAndEnd(body);
    expect(deadBecause).toMatch(/^uncertain:.*ticketpost dead-letters redrive/);
    expect((await worker.ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({
      event: 'dead',
      reason: 'uncertain',
    });
    expect(await state()).toBe('uncertain');

    expect((await deliverAndEnd(body)).result).toMatchObject({
      outcome: 'duplicate',
      because: 'undecided',
    });
    expect(submitted).toHaveLength(1);

    const { ticketSetId = '' } = (await worker.ledger.read(orderNo))?.confirmations[0] ?? {};
    await worker.ledger.release(orderNo, ticketSetId, { event: 'redriven', by: 'operator' });
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'sent' });
    expect(new Set(submitted.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('is one too when a former attempt left the doubt, and nothing is sent', async () => {
    worker = await startWorker({ submit, holdsUncertain: true });
    const body = buildDelivery({ orderNo });
    answers = [refused];
    await deliverAndEnd(body);
    const { ticketSetId = '' } = (await worker.ledger.read(orderNo))?.confirmations[0] ?? {};
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
    submitted = [];
    expect((await deliverAndEnd(body)).deadBecause).toMatch(/^uncertain:/);
    expect(await state()).toBe('uncertain');
    expect(submitted).toEqual([]);
  });

  test('is one too when the ledger fails after the mail was taken', async () => {
    let isFailing = true;
    worker = await startWorker({
      submit,
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
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).deadBecause).toMatch(/^uncertain:/);
    expect(submitted).toHaveLength(1);
  });

  test('is not one that was refused', async () => {
    worker = await startWorker({ submit, holdsUncertain: true });
    answers = [busy];
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'sent',
    });
  });
});

describe('a ledger that fails', () => {
  /** The real ledger, whose `method` rejects the first `times` it is called. */
  test('once keeps another event all the same', async () => {
    worker = await startWorker({ submit, alterLedger: failing('record', 1) });
    const body = { type: 'order.void', data: { orderNo, voidStatus: 5 } };
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'recorded' });
    expect(await events()).toEqual(['received']);
  });

  test('before the mail is handed over costs an attempt, and one mail goes out', async () => {
    worker = await startWorker({ submit, alterLedger: failing('markSubmitting', 1) });
    expect((await deliverAndEnd(buildDelivery({ orderNo }))).result).toMatchObject({
      outcome: 'sent',
    });
    expect(submitted).toHaveLength(1);
  });

  test('after the mail was handed over makes it uncertain, under the same Message-ID', async () => {
    worker = await startWorker({ submit, alterLedger: failing('recordSent', 1) });
    await deliverAndEnd(buildDelivery({ orderNo }));
    expect(submitted).toHaveLength(2);
    expect(submitted[0]?.messageId).toBe(submitted[1]?.messageId);
    expect(await events()).toContain('uncertain');
  });

  test('to the end makes a dead letter that says no more than it may, and frees the claim', async () => {
    worker = await startWorker({ submit, alterLedger: failing('markSubmitting', 3) });
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
    worker = await startWorker({ submit, alterLedger: failing('claim', 6, outOfMemory) });
    const id = await worker.deliver(buildDelivery({ orderNo }));
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes.filter((outcome) => outcome === 'redis_refused')).toHaveLength(6);
    expect(submitted).toHaveLength(1);
  });

  test('after the mail went out is asked again, and the mail does not go out twice', async () => {
    worker = await startWorker({ submit, alterLedger: failing('recordSent', 2, outOfMemory) });
    const end = await deliverAndEnd(buildDelivery({ orderNo }));
    expect(end.result).toMatchObject({ outcome: 'sent' });
    expect(submitted).toHaveLength(1);
    expect(await events()).toEqual(['received', 'submitting', 'sent']);
  });
});

describe('another event', () => {
  test('is kept on the timeline of its order', async () => {
    worker = await startWorker({ submit });
    const body = { type: 'order.void', data: { orderNo, voidStatus: 5 } };
    expect((await deliverAndEnd(body)).result).toMatchObject({ outcome: 'recorded' });
    expect((await worker.ledger.read(orderNo))?.timeline).toMatchObject([
      { event: 'received', type: 'order.void', sealed: { body: { data: { voidStatus: 5 } } } },
    ]);
    expect(submitted).toEqual([]);
  });

  test('about no order ends as such', async () => {
    worker = await startWorker({ submit });
    const end = await deliverAndEnd({ type: 'airline.status', data: { airline: ['TO'] } });
    expect(end.result).toMatchObject({ outcome: 'no_order' });
  });
});

describe('a job that cannot be opened', () => {
  const clear = { receivedAt: '2026-01-02T03:04:05.678Z', type: 'order.ticketed' };

  test('because it was altered is a dead letter, named on the timeline', async () => {
    worker = await startWorker({ submit });
    const envelope = sealEnvelope(keyring, { ...clear, deliveryId: 'altered', orderNo }, {});
    await worker.enqueue({ ...envelope, receivedAt: '2026-01-02T03:04:05.679Z' });
    expect((await worker.ended('altered')).deadBecause).toMatch(/^damaged_envelope:/);
    expect(await events()).toEqual(['dead']);
  });

  test('because its key is missing is kept, and worked on once the key is back', async () => {
    const lost = { id: 'k2', key: Buffer.alloc(32, 9) };
    const both = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }, lost]);
    let current = keyring;
    worker = await startWorker({
      submit,
      keyring: {
        seal: (...args) => keyring.seal(...args),
        open: (...args) => current.open(...args),
      },
    });
    const fields = { ...clear, deliveryId: 'other-key', orderNo };
    const order = {
      orderNo,
      orderStatus: 2,
      passengers: [
        { name: 'ZHANG/LISI', ticketNos: ['9990000000001'], airlinePnrs: [], ancillaries: [] },
      ],
    };
    await worker.enqueue(sealEnvelope(createKeyring([lost]), fields, order));
    for (let looks = 0; looks < 4; looks++) await worker.nextOutcome('unknown_key');
    expect(await worker.attemptsMade('other-key')).toBe(0);
    current = both;
    expect((await worker.ended('other-key')).result).toMatchObject({ outcome: 'sent' });
  });

  test('because a newer version wrote it is kept for a newer worker', async () => {
    worker = await startWorker({ submit });
    const envelope = sealEnvelope(keyring, { ...clear, deliveryId: 'newer', orderNo }, {});
    await worker.enqueue({ ...envelope, v: 2 } as unknown as typeof envelope);
    for (let looks = 0; looks < 4; looks++) await worker.nextOutcome('newer_envelope');
    expect(await worker.attemptsMade('newer')).toBe(0);
    expect(await events()).toEqual([]);
  });

  test('because its payload is none of ours is a dead letter that names the place', async () => {
    worker = await startWorker({ submit });
    const payload = { orderNo, passengers: 'x' };
    await worker.enqueue(sealEnvelope(keyring, { ...clear, deliveryId: 'odd', orderNo }, payload));
    expect((await worker.ended('odd')).deadBecause).toMatch(/^invalid_payload:.*\/passengers/);
  });
});

test('nothing personal stands in Redis in clear', async () => {
  worker = await startWorker({ submit });
  answers = [busy];
  const body = buildDelivery({
    orderNo,
    passengers: [{ name: 'MARKERNAME/ANNA', ticketNos: ['9998887776665'] }],
  });
  await deliverAndEnd(body);
  await worker.redis.config('SET', 'rdbcompression', 'no');
  const keys = await worker.redis.keys('*');
  const dumps = await Promise.all(keys.map((key) => worker.redis.dumpBuffer(key)));
  const all = Buffer.concat(dumps).toString('latin1');
  expect(all).toContain(orderNo);
  for (const personal of ['MARKERNAME', '9998887776665', 'desk@', 'the desk', 'come back,']) {
    expect(all).not.toContain(personal);
  }
});
