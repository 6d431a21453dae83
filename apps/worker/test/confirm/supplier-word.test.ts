import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SupplierOrder } from '@ticketpost/schema';
import type { OrderQueryOutcome } from '@ticketpost/supplier';
import { buildDelivery } from '@ticketpost/testkit';
import { prepareWorker } from '../prepare-worker.ts';

const { orderNo, mailServer, worker, start, deliverAndEnd, record, events } = prepareWorker();
let asked: string[];

beforeEach(() => {
  asked = [];
});

const states = async () => (await record())?.confirmations.map(({ state }) => state).toSorted();

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
    await start({ query: says(order({ itinerary })) });
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'sent' });
    expect(await events()).toEqual(['received', 'confirmed', 'submitting', 'sent']);
    expect(mailServer.submitted[0]?.text).toContain('U28405');
  });

  test('that comes twenty times is asked for once and mailed once', async () => {
    await start({ query: says(order()) });
    const ids = await Promise.all(Array.from({ length: 20 }, () => worker.deliver(body())));
    await Promise.all(ids.map((id) => worker.ended(id)));
    expect(asked).toEqual([orderNo]);
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('with nothing but an order number is a hint that is worth a question', async () => {
    await start({ query: says(order()) });
    expect((await deliverAndEnd(hint())).result).toMatchObject({ outcome: 'sent' });
    expect(await states()).toEqual(['sent', 'superseded']);
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'duplicate' });
    expect(mailServer.submitted).toHaveLength(1);
  });

  test('that differs from what the supplier says is overruled, and the timeline says how', async () => {
    await start({ query: says(order({ ticketNo: '111' })) });
    expect((await deliverAndEnd(body('222'))).result).toMatchObject({ outcome: 'sent' });
    expect(mailServer.submitted[0]?.text).toContain('111');
    expect(mailServer.submitted[0]?.text).not.toContain('222');
    const { timeline = [] } = (await record()) ?? {};
    expect(timeline).toContainEqual(
      expect.objectContaining({ event: 'confirmed', difference: ['ticket_numbers'] }),
    );
  });

  test('of an order that the supplier does not know is a dead letter and no mail', async () => {
    await start({ query: says({ kind: 'not_found' }) });
    const end = await deliverAndEnd(body());
    expect(end.deadBecause).toMatch(/^not_confirmed:/);
    expect(await states()).toEqual(['dead']);
    expect((await events()).at(-1)).toBe('dead');
    expect(mailServer.submitted).toEqual([]);
  });

  test('of an order that the supplier is not even asked about is one too, and says why', async () => {
    await start({ query: says({ kind: 'not_found', code: 'order_no_not_asked' }) });
    const end = await deliverAndEnd(body());
    expect(end.deadBecause).toMatch(/^not_confirmed: order_no_not_asked/);
    expect(await states()).toEqual(['dead']);
    expect(mailServer.submitted).toEqual([]);
  });

  test('of a cancelled order is no mail, and named', async () => {
    const cancelled = order({ state: 'cancelled', errorCode: '604' });
    await start({ query: says(cancelled) });
    expect((await deliverAndEnd(body())).result).toMatchObject({ outcome: 'cancelled' });
    expect(await states()).toEqual(['cancelled']);
    expect((await record())?.timeline.at(-1)).toMatchObject({
      event: 'not_confirmed',
      reason: 'cancelled',
    });
    expect(mailServer.submitted).toEqual([]);
  });
});

describe('an order that is not ticketed yet', () => {
  test('is asked for again without using up an attempt, and mailed once when it turned', async () => {
    const query = says(notYet(), notYet(), order());
    await start({ query, retryDelaysMs: [] });
    const id = await worker.deliver(body());
    expect((await worker.ended(id)).result).toMatchObject({ outcome: 'sent' });
    expect(worker.outcomes).toEqual(['unconfirmed', 'unconfirmed', 'sent']);
    expect(mailServer.submitted).toHaveLength(1);
    expect((await record())?.timeline).toContainEqual(
      expect.objectContaining({ event: 'not_confirmed', reason: 'not_yet', count: 2 }),
    );
  });

  test('is a dead letter when the schedule is over, and a redrive has all of it again', async () => {
    await start({ query: says(notYet()) });
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^not_confirmed:/);
    expect(asked).toHaveLength(3);
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^not_confirmed:/);
    expect(asked).toHaveLength(6);
  });

  test('is not asked for by each of its deliveries', async () => {
    await start({
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
    await start({
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
    await start({ query: says(word), retryDelaysMs: [] });
    const waits = worker.nextOutcome('supplier_unavailable');
    const id = await worker.deliver(body());
    await waits;
    expect(await worker.attemptsMade(id)).toBe(0);
    expect(await states()).toEqual(['deferred']);
    expect((await record())?.timeline.at(-1)).toMatchObject({
      event: 'not_confirmed',
      reason,
    });
    expect(mailServer.submitted).toEqual([]);
  });

  test('does not take the question about this order costs attempts, and ends as a dead letter', async () => {
    const refused = { kind: 'refused', code: 'request_refused' } as const;
    await start({ query: says(refused) });
    expect((await deliverAndEnd(body())).deadBecause).toBe('supplier_refused: request_refused');
    expect(asked).toHaveLength(3);
  });

  test('answers what its documents do not say costs attempts, and ends as a dead letter', async () => {
    const problems = [{ pointer: '/paxTicketInfos', message: 'must be array' }];
    await start({ query: says({ kind: 'unreadable', problems }) });
    const end = await deliverAndEnd(body());
    expect(end.deadBecause).toMatch(/^supplier_unreadable:.*\/paxTicketInfos/);
    expect(asked).toHaveLength(3);
    expect(await states()).toEqual(['dead']);
  });

  test('fails by a bug of ours costs attempts, and the claim is free again', async () => {
    await start({ query: says() });
    expect((await deliverAndEnd(body())).deadBecause).toMatch(/^unexpected:/);
    expect(await states()).toEqual(['dead']);
  });
});
