import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openEnvelope, parseEnvelope, type Intake } from '@ticketpost/queue';
import type { ListedOrder } from '@ticketpost/schema';
import type { SupplierClient } from '@ticketpost/supplier';
import { createReconciliation, type SweepStep } from '@ticketpost/operations';
import { keyring, startOperations } from '../start-operations.ts';

const startMark = Date.parse('2026-02-03T00:00:00.000Z');
const before = '2026-02-02T23:59:59.999Z';
const after = '2026-02-03T00:00:00.000Z';

let system: Awaited<ReturnType<typeof startOperations>>;

beforeAll(async () => {
  system = await startOperations();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
});

function open({
  pages = [],
  account = 'one',
  now = startMark,
  intake = system.intake,
}: {
  pages?: readonly (readonly ListedOrder[])[];
  account?: string;
  now?: number;
  intake?: Pick<Intake, 'addEvent'>;
}) {
  const supplier: Pick<SupplierClient, 'listTicketedOrders'> = {
    listTicketedOrders: ({ page }) =>
      Promise.resolve({
        kind: 'page',
        orders: pages[page - 1] ?? [],
        hasMore: page < pages.length,
      }),
  };
  const { redis, ledger } = system;
  return createReconciliation({
    ...{ redis, ledger, intake, keyring, supplier, account },
    now: () => now,
    pause: () => Promise.resolve(),
  });
}

async function sweep(
  pages: readonly (readonly ListedOrder[])[],
  { from = startMark, begins = true } = {},
): Promise<SweepStep[]> {
  const reconciliation = open({ pages });
  if (begins) await reconciliation.begin();
  const period = { from: new Date(from), to: new Date('2026-02-04T00:00:00Z') };
  const steps: SweepStep[] = [];
  for await (const step of reconciliation.sweep({ ...period, pageSize: 2, pagesPerMinute: 60 })) {
    steps.push(step);
  }
  return steps;
}

/** Lets a ticket set of an order come as far as that. */
async function bring(orderNo: string, to: 'claimed' | 'sent' | 'dead') {
  const { ledger } = system;
  const about = { orderNo, ticketSetId: 'set', deliveryId: 'one' };
  const claimed = await ledger.claim({ ...about, entry: { event: 'received', deliveryId: 'one' } });
  if (claimed.kind !== 'claimed') throw new Error('the claim was refused');
  if (to === 'dead') await ledger.giveUp(claimed.claim, { state: 'dead' }, { event: 'dead' });
  if (to === 'sent') {
    const sentAt = '2026-02-03T04:05:06.789Z';
    const details = { sentAt, messageId: '<1@x>', recipient: 'x@y.test', lastAnswer: '250' };
    await ledger.recordSent(claimed.claim, details, { event: 'sent' });
  }
}

describe('the start mark', () => {
  test('is set once, by whoever begins first', async () => {
    const first = open({ now: startMark });
    const second = open({ now: startMark + 5000 });
    expect(await first.startMark()).toBeUndefined();
    expect(await first.begin()).toEqual(new Date(startMark));
    expect(await second.begin()).toEqual(new Date(startMark));
    expect(await second.startMark()).toEqual(new Date(startMark));
  });

  test('is the same for all who begin at once', async () => {
    const all = Array.from({ length: 20 }, (_, n) => open({ now: startMark + n }));
    const marks = await Promise.all(all.map((one) => one.begin()));
    expect(new Set(marks.map((mark) => mark.getTime())).size).toBe(1);
  });

  test('is another one for another account', async () => {
    await open({ account: 'one', now: startMark }).begin();
    expect(await open({ account: 'two' }).startMark()).toBeUndefined();
    expect(await open({ account: 'two', now: startMark + 1 }).begin()).toEqual(
      new Date(startMark + 1),
    );
  });
});

describe('a sweep', () => {
  test('tells of every order on every page where it stands, and changes nothing', async () => {
    await bring('SENT', 'sent');
    await bring('DEAD', 'dead');
    await bring('CLAIMED', 'claimed');
    await system.ledger.record('SEEN', { event: 'incomplete' });
    const keys = await system.redis.keys('*');
    const named = (orderNo: string) => ({ orderNo, createdAt: after });
    const steps = await sweep([
      [named('SENT'), named('NEW')],
      [named('DEAD'), named('CLAIMED')],
      [named('SEEN')],
    ]);
    expect(steps).toEqual([
      { kind: 'order', ...named('SENT'), standing: 'sent' },
      { kind: 'order', ...named('NEW'), standing: 'owed' },
      { kind: 'order', ...named('DEAD'), standing: 'in_hand' },
      { kind: 'order', ...named('CLAIMED'), standing: 'in_hand' },
      { kind: 'order', ...named('SEEN'), standing: 'owed' },
    ]);
    const added = (await system.redis.keys('*')).filter((key) => !keys.includes(key));
    expect(added).toEqual(['ticketpost:supplier-account:one']);
  });

  const early = startMark - 1000;
  test.each([
    ['created after the mark', { createdAt: after }, { from: early }, 'owed'],
    ['created before the mark', { createdAt: before }, { from: early }, 'before_start'],
    ['of no known time, in a period after the mark', {}, { from: startMark }, 'owed'],
    ['of no known time, in a period from before it', {}, { from: early }, 'before_start'],
    ['of any time while there is no mark', { createdAt: after }, { begins: false }, 'before_start'],
  ])('of an unknown order %s says so', async (_, listed, options, standing) => {
    expect(await sweep([[{ orderNo: 'A', ...listed }]], options)).toMatchObject([{ standing }]);
  });

  test('of a known order from before the mark tells what is known', async () => {
    await bring('A', 'sent');
    const listed = [[{ orderNo: 'A', createdAt: before }]];
    expect(await sweep(listed, { from: early })).toMatchObject([{ standing: 'sent' }]);
  });

  test('hands a failure on as its last step', async () => {
    const failure = { kind: 'refused', code: 'authentication' } as const;
    const { redis, ledger, intake } = system;
    const steps = createReconciliation({
      ...{ redis, ledger, intake, keyring, account: 'one' },
      supplier: { listTicketedOrders: () => Promise.resolve(failure) },
    }).sweep({ from: new Date(0), to: new Date(), pageSize: 1, pagesPerMinute: 1 });
    const seen = [];
    for await (const step of steps) seen.push(step);
    expect(seen).toEqual([{ kind: 'failed', failure }]);
  });

  test('that waits between two pages ends when it is aborted', async () => {
    const aborting = new AbortController();
    const { redis, ledger, intake } = system;
    const steps = createReconciliation({
      ...{ redis, ledger, intake, keyring, account: 'one' },
      supplier: {
        listTicketedOrders: () =>
          Promise.resolve({ kind: 'page', orders: [{ orderNo: 'A' }], hasMore: true }),
      },
    }).sweep({
      ...{ from: new Date(0), to: new Date(), pageSize: 1, pagesPerMinute: 1 },
      signal: aborting.signal,
    });
    const seen = [];
    for await (const step of steps) {
      seen.push(step.kind);
      setImmediate(() => {
        aborting.abort();
      });
    }
    expect(seen).toEqual(['order']);
  });
});

describe('an order that is fed', () => {
  const waiting = () => system.redis.lrange('{ticketpost}:events:wait', 0, -1);

  test('is one delivery of origin `reconciled` without passengers, however often', async () => {
    expect(await open({}).feed('A')).toEqual({ kind: 'stored' });
    expect(await open({ now: startMark + 60_000 }).feed('A')).toEqual({ kind: 'stored' });
    const [deliveryId = '', ...others] = await waiting();
    expect(others).toEqual([]);
    expect(deliveryId).toMatch(/^reconciled-[0-9a-f]{40}$/);
    const job = await system.events.getJob(deliveryId);
    expect(job?.name).toBe('order.ticketed');
    const envelope = parseEnvelope(job?.data);
    expect(envelope).toMatchObject({
      deliveryId,
      receivedAt: new Date(startMark).toISOString(),
      type: 'order.ticketed',
      orderNo: 'A',
      origin: 'reconciled',
    });
    expect(envelope && openEnvelope(keyring, envelope)).toEqual({
      kind: 'opened',
      payload: { orderNo: 'A', passengers: [] },
    });
  });

  test('has a delivery of its own for every order number', async () => {
    await open({}).feed('A');
    await open({}).feed('B');
    expect(new Set(await waiting()).size).toBe(2);
  });

  test('is not fed when the queue did not take it', async () => {
    const outcome = { kind: 'not_stored', cause: new Error('too slow') } as const;
    const intake = { addEvent: () => Promise.resolve(outcome) };
    expect(await open({ intake }).feed('A')).toBe(outcome);
  });
});
