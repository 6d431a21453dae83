import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SupplierOrder } from '@ticketpost/schema';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { createMailServer } from '../mail-answers.ts';
import { startWorker, type WorkerUnderTest } from '../start-worker.ts';

let worker: WorkerUnderTest;
let orderNo: string;
let mailServer: ReturnType<typeof createMailServer>;
let asked: string[];

beforeEach(() => {
  orderNo = newOrderNo();
  mailServer = createMailServer();
  asked = [];
});
afterEach(async () => {
  await worker.close();
});

const events = async () =>
  (await worker.ledger.read(orderNo))?.timeline.map(({ event }) => event) ?? [];
const states = async () =>
  (await worker.ledger.read(orderNo))?.confirmations.map(({ state }) => state).toSorted();
const deliverAndEnd = async (body: unknown) => await worker.ended(await worker.deliver(body));

/** A supplier that gives these words, one after the other; the last one stays. */
function says(...words: OrderQueryOutcome[]) {
  return (orderNo: string): Promise<OrderQueryOutcome> => {
    const word = words[Math.min(asked.length, words.length - 1)];
    asked.push(orderNo);
    return word === undefined ? Promise.reject(new Error('no word')) : Promise.resolve(word);
  };
}

function order(about: Partial<SupplierOrder> & { ticketNo?: string } = {}): OrderQueryOutcome {
  const { ticketNo = '9990000000001', ...more } = about;
  const passengers = [
    { name: 'ZHANG/LISI', ticketNos: [ticketNo], airlinePnrs: ['ABC123'], ancillaries: [] },
  ];
  return {
    kind: 'order',
    order: { state: 'ticketed', missing: [], order: { orderNo, passengers }, ...more },
  };
}

const body = (ticketNo = '9990000000001') =>
  buildDelivery({
    orderNo,
    passengers: [{ name: 'zhang/lisi', ticketNos: [ticketNo], airlinePNRs: ['ABC123'] }],
  });
const notYet = () => order({ state: 'not_yet', missing: ['ticket_numbers'] });
const hint = () => ({ type: 'order.ticketed', data: { orderNo } });

describe('an event', () => {
  test('that the supplier confirms is mailed, with the flights that it tells', async () => {
    const itinerary = {
      segments: [
        {
          flightNumber: 'U28405',
          departure: { airport: 'LGW', time: '2026-11-30T07:10' },
          arrival: { airport: 'AGP', time: '2026-11-30T11:05' },
        },
      ],
    };
    worker = await startWorker({ ...mailServer, query: says(order({ itinerary })) });
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'sent' });
    expect(await events()).toEqual(['received', 'confirmed', 'submitting', 'sent']);
    expect(mailServer.submitted[0]?.text).toContain('U28405');
  });

  test('that comes twenty times is asked for once and mailed once', async () => {
    worker = await startWorker({ ...mailServer, query: says(order()) });
    const ids = await Promise.all(Array.from({ length: 20 }, () => worker.deliver(body())));
    await Promise.all(ids.map((id) => worker.ended(id)));
    expect(asked).toEqual([orderNo]);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('with nothing but an order number is a hint that is worth a question', async () => {
    worker = await startWorker({ ...mailServer, query: says(order()) });
    expect((await deliverAndEnd(hint())).result).toMatchObject({ outcome: 'sent' });
    expect(await states()).toEqual(['sent', 'superseded']);
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('that differs from what the supplier says is overruled, and the timeline says how', async () => {
    worker = await startWorker({ ...mailServer, query: says(order({ ticketNo: '111' })) });
    expect((await deliverAndEnd(body('222'))).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted[0]?.text).toContain('111');
    expect(mailServer.submitted[0]?.text).not.toContain('222');
    const { timeline = [] } = (await worker.ledger.read(orderNo)) ?? {};
    expect(timeline).toContainEqual(
      expect.objectContaining({ event: 'confirmed', difference: ['ticket_numbers'] }),
    );
  });

  test('of an order that the supplier does not know is a dead letter and no mail', async () => {
    worker = await startWorker({ ...mailServer, query: says({ kind: 'not_found' }) });
    const end = await deliverAndEnd(body());
    expect(end.deadBecause).toMatch(/^not_confirmed:/);
    expect(await states()).toEqual(['dead']);
    expect((await events()).at(-1)).toBe('dead');
    expect(mailServer.submitted).toEqual([]);
  });

  test('of a cancelled order is no mail, and named', async () => {
    const cancelled = order({ state: 'cancelled', errorCode: '604' });
    worker = await startWorker({ ...mailServer, query: says(cancelled) });
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'cancelled' });
    expect(await states()).toEqual(['cancelled']);
    expect((await worker.ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({
      event: 'not_confirmed',
      reason: 'cancelled',
    });
    expect(mailServer.submitted).toEqual([]);
  });
});

describe('an order that is not ticketed yet', () => {
  test('is asked for again without using up an attempt, and mailed once when it turned', async () => {
    const query = says(notYet(), notYet(), order());
    worker = await startWorker({ ...mailServer, query, retryDelaysMs: [] });
    const id = await worker.deliver(body());
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes).toEqual(['unconfirmed', 'unconfirmed', 'sent']);
    expect(mailServer.submitted).toHaveLength(1);
    expect((await worker.ledger.read(orderNo))?.timeline).toContainEqual(
      expect.objectContaining({ event: 'not_confirmed', reason: 'not_yet', count: 2 }),
    );
  });

  test('is a dead letter when the schedule is over, and a redrive has all of it again', async () => {
    worker = await startWorker({ ...mailServer, query: says(notYet()) });
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^not_confirmed:/);
    expect(asked).toHaveLength(3);
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^not_confirmed:/);
    expect(asked).toHaveLength(6);
  });

  test('is not asked for by each of its deliveries', async () => {
    worker = await startWorker({
      ...mailServer,
      query: says(notYet(), order()),
      recheckDelaysMs: [60_000],
    });
    const waits = worker.nextOutcome('unconfirmed');
    await worker.deliver(body());
    await waits;
    expect((await deliverAndEnd(body())).result).toMatchObject({
      outcome: 'duplicate',
      because: 'held',
    });
    expect(asked).toHaveLength(1);
  });

  test('does not hold up the event that says more', async () => {
    worker = await startWorker({
      ...mailServer,
      query: says(notYet(), order()),
      recheckDelaysMs: [60_000],
    });
    const waits = worker.nextOutcome('unconfirmed');
    await worker.deliver(hint());
    await waits;
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'sent' });
  });
});

describe('a supplier that', () => {
  test.each<[string, OrderQueryOutcome, string]>([
    ['asks for patience', { kind: 'throttled', retryAfterMs: 1000 }, 'throttled'],
    ['is down', { kind: 'unavailable', code: 'timeout', retryAfterMs: 1000 }, 'timeout'],
    ['refuses us', { kind: 'refused', code: 'authentication' }, 'authentication'],
  ])('%s costs no attempt, and the order waits', async (_row, word, reason) => {
    worker = await startWorker({ ...mailServer, query: says(word), retryDelaysMs: [] });
    const waits = worker.nextOutcome('supplier_unavailable');
    const id = await worker.deliver(body());
    await waits;
    expect(await worker.attemptsMade(id)).toBe(0);
    expect(await states()).toEqual(['deferred']);
    expect((await worker.ledger.read(orderNo))?.timeline.at(-1)).toMatchObject({
      event: 'not_confirmed',
      reason,
    });
    expect(mailServer.submitted).toEqual([]);
  });

  test('does not take the question about this order costs attempts, and ends as a dead letter', async () => {
    const refused = { kind: 'refused', code: 'request_refused' } as const;
    worker = await startWorker({ ...mailServer, query: says(refused) });
    expect((await deliverAndEnd(body())).deadBecause).toBe('supplier_refused: request_refused');
    expect(asked).toHaveLength(3);
  });

  test('answers what its documents do not say costs attempts, and ends as a dead letter', async () => {
    const problems = [{ pointer: '/paxTicketInfos', message: 'must be array' }];
    worker = await startWorker({ ...mailServer, query: says({ kind: 'unreadable', problems }) });
    const end = await deliverAndEnd(body());
    expect(end.deadBecause).toMatch(/^supplier_unreadable:.*\/paxTicketInfos/);
    expect(asked).toHaveLength(3);
    expect(await states()).toEqual(['dead']);
  });

  test('fails by a bug of ours costs attempts, and the claim is free again', async () => {
    worker = await startWorker({ ...mailServer, query: says() });
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^unexpected:/);
    expect(await states()).toEqual(['dead']);
  });
});
