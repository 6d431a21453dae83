import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startSupplierStandIn, type SupplierStandIn } from '@ticketpost/testkit';
import { json, startSystem, type RunOptions } from './start-system.ts';

const mark = '2026-01-10T00:00:00.000Z';
const period = ['--from', '2026-01-10', '--to', '2026-01-31', '--pages-per-minute', '600'];

let system: Awaited<ReturnType<typeof startSystem>>;
let supplier: SupplierStandIn;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
beforeEach(async () => {
  await system.redis.flushall();
  supplier = await startSupplierStandIn();
});
afterEach(() => supplier.close());

const reconcile = (args: readonly string[], more: RunOptions = {}) =>
  system.runWith(
    {
      ...more,
      env: {
        ATLAS_BASE_URL: supplier.url,
        ATLAS_CLIENT_ID: supplier.clientId,
        ATLAS_CLIENT_SECRET: supplier.clientSecret,
        ...more.env,
      },
    },
    ...['reconcile', ...args],
  );

/** As a worker does when it first looks after the account. */
const begin = () =>
  system.redis.hset(`ticketpost:supplier-account:${supplier.clientId}`, 'startMark', mark);

/** The orders of the jobs that wait. */
async function queued(): Promise<(string | undefined)[]> {
  const ids = await system.redis.lrange('{ticketpost}:events:wait', 0, -1);
  const data = await Promise.all(
    ids.map((id) => system.redis.hget(`{ticketpost}:events:${id}`, 'data')),
  );
  return data
    .map((text) => (JSON.parse(text ?? '{}') as { orderNo?: string }).orderNo)
    .sort((one = '', other = '') => one.localeCompare(other));
}

const book = (orderNo: string, day: string, state: 'ticketed' | 'paid' = 'ticketed') => {
  supplier.setOrder(orderNo, { state, createdAt: new Date(`${day}T12:00:00Z`) });
};

describe('reconcile', () => {
  test('prints what it would do, asks, and does it', async () => {
    await begin();
    for (const orderNo of ['A', 'B', 'C']) book(orderNo, '2026-01-15');
    book('D', '2026-01-15', 'paid');
    book('E', '2026-02-01');
    // As the ledger keeps an order whose mail was sent.
    const sent = JSON.stringify({ state: 'sent', attempts: 1 });
    await system.redis.hset('ticketpost:order:B', 'confirmation:set', sent);
    const run = await reconcile([...period, '--page-size', '1'], { answer: true });
    expect({ exitCode: run.exitCode, questions: run.questions }).toEqual({
      exitCode: 0,
      questions: ['Put 2 orders on the queue?'],
    });
    expect(run.output).toMatch(/^A .*owed\nC .*owed\nSTANDING/);
    expect(run.output).toMatch(/\nowed +2\nbefore_start +0\nin_hand +0\nsent +1\nerased +0\n/);
    expect(run.output).toMatch(/\nA .*queued\nC .*queued\n$/);
    expect(await queued()).toEqual(['A', 'C']);
  });

  test('does nothing when the answer is no', async () => {
    await begin();
    book('A', '2026-01-15');
    const run = await reconcile(period, { answer: false });
    expect(run.exitCode).toBe(0);
    expect(await queued()).toEqual([]);
  });

  test('only prints where nobody can be asked, and says how to go on', async () => {
    await begin();
    book('A', '2026-01-15');
    const run = await reconcile([...period, '--json']);
    expect(run.exitCode).toBe(0);
    expect(json(run)).toEqual({
      outcome: 'possible',
      from: '2026-01-10T00:00:00.000Z',
      to: '2026-02-01T00:00:00.000Z',
      startMark: mark,
      counts: { owed: 1, before_start: 0, in_hand: 0, sent: 0, erased: 0 },
      orders: [{ orderNo: 'A', createdAt: expect.any(String), standing: 'owed' }],
    });
    expect(run.remarks.join()).toContain('--yes');
    expect(await queued()).toEqual([]);
  });

  test('does not ask with --yes, and is harmless to repeat', async () => {
    await begin();
    book('A', '2026-01-15');
    for (const time of [1, 2]) {
      const run = await reconcile([...period, '--yes', '--json'], { answer: false });
      expect({ time, exitCode: run.exitCode, questions: run.questions }).toEqual({
        time,
        exitCode: 0,
        questions: [],
      });
      expect(json(run)).toMatchObject({
        outcome: 'done',
        orders: [{ orderNo: 'A', outcome: 'queued' }],
      });
    }
    expect(await queued()).toEqual(['A']);
  });

  test('asks nobody when nothing is owed', async () => {
    await begin();
    expect(await reconcile(period, { answer: true })).toMatchObject({ exitCode: 0, questions: [] });
  });

  test('goes to now when no end is given', async () => {
    await begin();
    supplier.setOrder('A', { createdAt: new Date(Date.now() - 60_000) });
    const run = await reconcile(['--from', '2026-01-10', '--json']);
    expect(json(run)).toMatchObject({ orders: [{ orderNo: 'A' }] });
  });
});

describe('orders from before the start mark', () => {
  test('are told apart, remarked upon, and fed if somebody says so', async () => {
    await begin();
    book('A', '2026-01-09');
    book('B', '2026-01-11');
    const run = await reconcile(['--from', '2026-01-01', '--yes', '--json']);
    expect(json(run)).toMatchObject({
      counts: { owed: 1, before_start: 1 },
      orders: [
        { orderNo: 'B', standing: 'owed', outcome: 'queued' },
        { orderNo: 'A', standing: 'before_start', outcome: 'queued' },
      ],
    });
    expect(run.remarks[0]).toContain(mark);
    expect(await queued()).toEqual(['A', 'B']);
  });

  test('are all orders while there is no mark, and the command sets none', async () => {
    book('A', '2026-01-15');
    const run = await reconcile([...period, '--json']);
    expect(json(run)).toMatchObject({ startMark: null, counts: { owed: 0, before_start: 1 } });
    expect(run.remarks[0]).toMatch(/^note: no start mark/);
    expect(await system.redis.keys('ticketpost:*')).toEqual([]);
  });

  test('are not remarked upon when the period begins after it', async () => {
    await begin();
    expect((await reconcile(period)).remarks).toHaveLength(1);
  });
});

describe('a supplier that does not answer', () => {
  test.each([
    [{ status: 900 }, 1, { outcome: 'refused', code: 'authentication' }],
    [{ throttle: { header: '600' } }, 69, { outcome: 'throttled', retryAfterMs: 600_000 }],
  ])('(%j) has nothing done', async (how, exitCode, answer) => {
    await begin();
    book('A', '2026-01-15');
    supplier.misbehave(how);
    const run = await reconcile([...period, '--yes', '--json']);
    expect(run.exitCode).toBe(exitCode);
    expect(json(run)).toMatchObject({ ...answer, orders: [] });
    expect(await queued()).toEqual([]);
  });

  test('in the middle has nothing done either, and shows what was found', async () => {
    await begin();
    const page = { status: 0, orders: [{ orderNo: 'A', orderStatus: 2 }], totalRecords: 2 };
    const answers: object[] = [page, { status: 900 }];
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answers.shift()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ATLAS_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = [...period, '--page-size', '1', '--yes', '--json'];
    const run = await reconcile(args, { env: { ATLAS_BASE_URL } });
    server.close();
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({ outcome: 'refused', orders: [{ orderNo: 'A' }] });
    expect(await queued()).toEqual([]);
  });
});

test.each([
  [[]],
  [['--from', 'yesterday']],
  [['--from', '2026-02-30']],
  [['--from', '2026-01-02', '--to', '2026-01-01']],
  [['--from', '2999-01-01']],
  [['--from', '2026-01-01', '--page-size', '0']],
  [['--from', '2026-01-01', '--page-size', '101']],
  [['--from', '2026-01-01', '--pages-per-minute', '0']],
])('reconcile %j is wrong usage', async (args) => {
  const run = await reconcile([...args, '--yes']);
  expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode: 2, output: '' });
  expect(supplier.lastRequest).toBeUndefined();
});
