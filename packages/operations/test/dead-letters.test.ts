import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOwedRegister, type Claim, type GivingUp } from '@ticketpost/ledger';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { now, startOperations, ticketSetOf } from './start-operations.ts';

let system: Awaited<ReturnType<typeof startOperations>>;
let orderNo: string;
let body: ReturnType<typeof buildDelivery>;

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.empty();
  orderNo = newOrderNo();
  body = buildDelivery({ orderNo });
});

const person = { deliveryId: 'one', by: 'olga', why: 'the mailbox exists now' };
const redrive = (more: { evenIfUncertain?: boolean; isDryRun?: boolean } = {}) =>
  system.operations.redriveDeadLetter({ ...person, ...more });

async function claim(ticketSetId = ticketSetOf(body)): Promise<Claim> {
  const outcome = await system.ledger.claim({
    orderNo,
    ticketSetId,
    deliveryId: 'one',
    entry: { event: 'received', deliveryId: 'one' },
  });
  if (outcome.kind !== 'claimed') throw new Error(`expected a claim, got ${outcome.kind}`);
  return outcome.claim;
}

const giveUp = async (state: GivingUp, isUncertain = false, ticketSetId?: string) => {
  const claimed = await claim(ticketSetId);
  await system.ledger.giveUp(claimed, { state, isUncertain }, { event: 'dead' });
};

describe('the last dead letter of an order that is discarded', () => {
  test.each(['dead', 'uncertain'] as const)('ends what was %s of it', async (state) => {
    await system.makeDeadLetter('one', body);
    const claimed = await claim();
    await system.ledger.giveUp(claimed, { state }, { event: 'dead', deliveryId: 'one' });
    expect(await system.operations.discardDeadLetter(person)).toMatchObject({ kind: 'discarded' });
    const { standing } = (await system.operations.readOrder(orderNo)) ?? {};
    expect(standing).toEqual({ kind: 'cancelled', by: 'olga' });
    expect(await createOwedRegister({ redis: system.redis }).counts()).toMatchObject({ owed: 0 });
  });

  test('is the last one only', async () => {
    await system.makeDeadLetter('one', body);
    await system.makeDeadLetter('two', body);
    for (const deliveryId of ['two', 'one']) {
      const claimed = await claim();
      await system.ledger.giveUp(claimed, { state: 'dead' }, { event: 'dead', deliveryId });
    }
    await system.operations.discardDeadLetter(person);
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('dead');
    await system.operations.discardDeadLetter({ ...person, deliveryId: 'two' });
    expect((await system.ledger.read(orderNo))?.confirmations[0]?.state).toBe('cancelled');
  });
});

const recordSent = async (ticketSetId?: string) => {
  await system.ledger.recordSent(
    await claim(ticketSetId),
    { sentAt: '', messageId: '', recipient: '', lastAnswer: '' },
    { event: 'sent' },
  );
};

const untouched = async () => {
  expect(await system.stateOf('one')).toBe('failed');
  const timeline = await system.timelineOf(orderNo);
  expect(timeline.filter(({ event }) => event === 'redriven' || event === 'discarded')).toEqual([]);
};

describe('a redrive', () => {
  test('puts the job back and says on the timeline who wanted it, and why', async () => {
    await system.makeDeadLetter('one', body);
    expect(await redrive()).toEqual({ kind: 'redriven', orderNo });
    expect(await system.stateOf('one')).toBe('waiting');
    expect(await system.timelineOf(orderNo)).toEqual([
      {
        at: new Date(now).toISOString(),
        event: 'redriven',
        deliveryId: 'one',
        reason: 'mailbox_refused',
        by: 'olga',
        sealed: { why: 'the mailbox exists now' },
      },
    ]);
    expect(JSON.stringify(await system.redis.hgetall(`ticketpost:order:${orderNo}`))).not.toContain(
      person.why,
    );
    expect(await system.runWorker({ kind: 'done', result: {} }, 1)).toEqual(['one']);
  });

  test('is possible for an event that owes nobody a mail', async () => {
    await system.makeDeadLetter('one', { type: 'airline.status', data: { airline: ['TO'] } });
    expect(await redrive()).toEqual({ kind: 'redriven' });
  });

  test('of a confirmation that was given up goes on', async () => {
    await system.makeDeadLetter('one', body);
    await giveUp('dead');
    expect(await redrive()).toMatchObject({ kind: 'redriven' });
    expect((await system.ledger.read(orderNo))?.confirmations).toMatchObject([{ state: 'dead' }]);
  });

  test('is refused once another delivery sent the mail', async () => {
    await system.makeDeadLetter('one', body);
    await recordSent();
    expect(await redrive({ evenIfUncertain: true })).toEqual({ kind: 'already_sent', orderNo });
    await untouched();
  });

  test.each<[string, GivingUp]>([
    ['that waits for a person', 'uncertain'],
    ['that died with a copy out', 'dead'],
  ])('of a confirmation %s is refused', async (_row, state) => {
    await system.makeDeadLetter('one', body);
    await giveUp(state, true);
    expect(await redrive()).toEqual({ kind: 'uncertain', orderNo });
    await untouched();
  });

  test.each<[string, GivingUp]>([
    ['that waits for a person', 'uncertain'],
    ['that died with a copy out', 'dead'],
  ])('of a confirmation %s goes on if a person says so', async (_row, state) => {
    await system.makeDeadLetter('one', body);
    await giveUp(state, true);
    expect(await redrive({ evenIfUncertain: true })).toEqual({ kind: 'redriven', orderNo });
    expect(await system.stateOf('one')).toBe('waiting');
    const timeline = await system.timelineOf(orderNo);
    expect(timeline.filter(({ event }) => event === 'redriven')).toMatchObject([
      { by: 'olga', sealed: { why: person.why } },
    ]);
    const next = await system.ledger.claim({
      orderNo,
      ticketSetId: ticketSetOf(body),
      deliveryId: 'one',
      entry: { event: 'received', deliveryId: 'one' },
    });
    expect(next).toMatchObject({ kind: 'claimed', isUncertain: false });
  });

  test.each([
    ['possible', () => Promise.resolve(), {}],
    ['already_sent', recordSent, {}],
    ['uncertain', () => giveUp('uncertain', true), {}],
    ['possible', () => giveUp('uncertain', true), { evenIfUncertain: true }],
  ] as const)('says "%s" in a dry run, and does nothing', async (kind, prepare, more) => {
    await system.makeDeadLetter('one', body);
    await prepare();
    const before = await system.ledger.read(orderNo);
    expect(await redrive({ ...more, isDryRun: true })).toEqual({ kind, orderNo });
    await untouched();
    expect(await system.ledger.read(orderNo)).toEqual(before);
  });

  test('without the key says which one is missing, and changes nothing', async () => {
    await system.makeDeadLetter('one', body);
    const outcome = await system.withoutKey.redriveDeadLetter(person);
    expect(outcome).toEqual({ kind: 'unknown_key', keyId: 'k1', orderNo });
    await untouched();
  });

  test.each([
    ['altered', { orderNo: 'OTHER20260102030405678' }, 'damaged'],
    ['of a newer version', { v: 2 }, 'newer_envelope'],
    ['none at all', { payload: '' }, 'no_envelope'],
  ])('of an envelope that is %s is refused', async (_row, change, because) => {
    await system.makeDeadLetter('one', body);
    const job = await system.events.getJob('one');
    await job?.updateData({ ...(job.data as object), ...change });
    expect(await redrive()).toMatchObject({ kind: 'unreadable', because });
    await untouched();
  });

  test('of what is no dead letter says so', async () => {
    expect(await redrive()).toEqual({ kind: 'not_found' });
    await system.makeDeadLetter('one', body);
    await redrive();
    expect(await redrive()).toEqual({ kind: 'not_a_dead_letter' });
    await system.runWorker({ kind: 'done', result: {} }, 1);
    expect(await redrive()).toEqual({ kind: 'not_a_dead_letter' });
  });

  test.each([false, true])(
    'is done once, however many want it at once (even if uncertain: %j)',
    async (evenIfUncertain) => {
      await system.makeDeadLetter('one', body);
      if (evenIfUncertain) await giveUp('uncertain', true);
      const wishes = Array.from({ length: 3 }, () => redrive({ evenIfUncertain }));
      const outcomes = await Promise.all(wishes);
      expect(outcomes.filter(({ kind }) => kind === 'redriven')).toHaveLength(1);
      expect(outcomes.filter(({ kind }) => kind === 'not_a_dead_letter')).toHaveLength(2);
    },
  );
});

describe('a redrive of what the supplier named another ticket set for', () => {
  const other = 'f'.repeat(64);

  test('is refused once that other one was sent', async () => {
    await system.makeDeadLetter('one', body);
    await giveUp('superseded');
    await recordSent(other);
    expect(await redrive({ evenIfUncertain: true })).toEqual({ kind: 'already_sent', orderNo });
    await untouched();
  });

  test('is for a person to decide when a copy of that other one may be out', async () => {
    await system.makeDeadLetter('one', body);
    await giveUp('superseded');
    await giveUp('uncertain', true, other);
    expect(await redrive()).toEqual({ kind: 'uncertain', orderNo });
    await untouched();
    expect(await redrive({ evenIfUncertain: true })).toEqual({ kind: 'redriven', orderNo });
    const confirmations = (await system.ledger.read(orderNo))?.confirmations;
    expect(confirmations).toEqual(
      expect.arrayContaining([expect.objectContaining({ ticketSetId: other, state: 'deferred' })]),
    );
    expect(confirmations?.some(({ isUncertain }) => isUncertain)).toBe(false);
  });

  test('goes on when that other one came to nothing', async () => {
    await system.makeDeadLetter('one', body);
    await giveUp('superseded');
    await giveUp('dead', false, other);
    expect(await redrive()).toEqual({ kind: 'redriven', orderNo });
  });
});

describe('a redrive of an event of our own', () => {
  const other = 'f'.repeat(64);

  test('is about whatever is owed for its order', async () => {
    await system.makeOwnDeadLetter('one', { type: 'booking.stored', origin: 'booking', orderNo });
    expect(await redrive({ isDryRun: true })).toEqual({ kind: 'possible', orderNo });
    await recordSent();
    expect(await redrive({ isDryRun: true })).toEqual({ kind: 'already_sent', orderNo });
    await giveUp('uncertain', true, other);
    expect(await redrive()).toEqual({ kind: 'uncertain', orderNo });
    await untouched();
    expect(await redrive({ evenIfUncertain: true })).toEqual({ kind: 'redriven', orderNo });
  });
});

describe('a discard', () => {
  const discard = (isDryRun = false) =>
    system.operations.discardDeadLetter({ ...person, isDryRun });

  test('removes the job and says on the timeline who wanted it, and why', async () => {
    await system.makeDeadLetter('one', body);
    expect(await discard(true)).toEqual({ kind: 'possible', orderNo });
    await untouched();
    expect(await discard()).toEqual({ kind: 'discarded', orderNo });
    expect(await system.stateOf('one')).toBeUndefined();
    expect(await system.timelineOf(orderNo)).toMatchObject([
      { event: 'discarded', by: 'olga', reason: 'mailbox_refused', sealed: { why: person.why } },
    ]);
    expect(await discard()).toEqual({ kind: 'not_found' });
  });

  test('needs no key', async () => {
    await system.makeDeadLetter('one', body);
    expect(await system.withoutKey.discardDeadLetter(person)).toEqual({
      kind: 'discarded',
      orderNo,
    });
  });

  test('of a job that is back on the queue leaves it there', async () => {
    await system.makeDeadLetter('one', body);
    await redrive();
    expect(await discard()).toEqual({ kind: 'not_a_dead_letter' });
    expect(await system.stateOf('one')).toBe('waiting');
  });

  test('or a redrive is done, never both', async () => {
    await system.makeDeadLetter('one', body);
    const outcomes = await Promise.all([discard(), redrive(), discard(), redrive()]);
    const done = outcomes.filter(({ kind }) => kind === 'discarded' || kind === 'redriven');
    expect(done).toHaveLength(1);
    expect(await system.timelineOf(orderNo)).toMatchObject([{ event: done[0]?.kind }]);
  });
});

test('the list and the counts are those of the queue', async () => {
  await system.makeDeadLetter('one', body);
  const { items } = await system.operations.listDeadLetters({ reasonCode: 'mailbox_refused' });
  expect(items).toMatchObject([{ deliveryId: 'one', orderNo }]);
  expect(await system.operations.countDeadLetters()).toEqual({ mailbox_refused: 1 });
});
