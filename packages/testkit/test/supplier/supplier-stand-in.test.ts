import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  buildSupplierOrder,
  startSupplierStandIn,
  type SupplierMisbehaviour,
  type SupplierStandIn,
} from '../../src/index.ts';

let supplier: SupplierStandIn;
beforeEach(async () => {
  supplier = await startSupplierStandIn();
});
afterEach(async () => {
  await supplier.close();
});

function post(
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${supplier.url}/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-atlas-client-id': supplier.clientId,
      'x-atlas-client-secret': supplier.clientSecret,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function ask(method: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await post(method, body);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

const query = (orderNo: string): Promise<Record<string, unknown>> =>
  ask('queryOrderDetails.do', { orderNo });

describe('the order query', () => {
  test('answers what was set, as it was built', async () => {
    supplier.setOrder('A1', { passengers: [{}, {}] });
    expect(await query('A1')).toEqual(buildSupplierOrder({ orderNo: 'A1', passengers: [{}, {}] }));
  });

  test('does not know other orders', async () => {
    expect(await query('A1')).toMatchObject({ status: 800 });
  });

  test('takes other orders from a function', async () => {
    await supplier.close();
    supplier = await startSupplierStandIn({
      unknownOrders: (orderNo) =>
        orderNo === 'A1' ? buildSupplierOrder({ orderNo, state: 'paid' }) : undefined,
    });
    expect(await query('A1')).toMatchObject({ orderNo: 'A1', orderStatus: '1' });
    expect(await query('A2')).toMatchObject({ status: 800 });
  });

  test('takes one step for each query, and stays at the last', async () => {
    supplier.script('A1', [{ status: 9999 }, { state: 'paid' }, { state: 'ticketed' }]);
    const answers = [await query('A1'), await query('A1'), await query('A1'), await query('A1')];
    expect(answers).toMatchObject([
      { status: 9999 },
      { orderStatus: '1' },
      { orderStatus: '2' },
      { orderStatus: '2' },
    ]);
  });

  test('says null to those who ask for the completed order', async () => {
    supplier.setOrder('A1');
    expect(
      await ask('queryOrderDetails.do', { orderNo: 'A1', isCompletedOrder: true }),
    ).toMatchObject({ orderStatus: null, ticketStatus: null, orderList: [{ orderStatus: '2' }] });
  });

  test.each<[string, unknown, number]>([
    ['no JSON', '{', 701],
    ['a list', [], 701],
    ['no order number', {}, 702],
    ['a number', { orderNo: 7 }, 702],
  ])('refuses %s', async (_name, body, status) => {
    expect(await ask('queryOrderDetails.do', body)).toMatchObject({ status });
    expect(supplier.queries.total).toBe(0);
  });

  test('compresses for those who ask for it', async () => {
    supplier.setOrder('A1');
    const encodingFor = async (accepted: string): Promise<string | undefined> => {
      const asked = request(`${supplier.url}/queryOrderDetails.do`, {
        method: 'POST',
        headers: { 'accept-encoding': accepted },
      });
      asked.end('{"orderNo":"A1"}');
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
      return response.headers['content-encoding'];
    };
    expect(await encodingFor('gzip')).toBe('gzip');
    expect(await encodingFor('identity')).toBeUndefined();
  });
});

describe.each(['x-atlas-client-id', 'x-atlas-client-secret'])('with a wrong %s', (header) => {
  test.each(['queryOrderDetails.do', 'orderList.do', 'updateWebhookURL.do'])(
    '%s is status 900 behind HTTP 200',
    async (method) => {
      const response = await post(method, { orderNo: 'A1' }, { [header]: 'wrong' });
      expect([response.status, await response.json()]).toMatchObject([200, { status: 900 }]);
      expect(supplier.queries.total).toBe(0);
    },
  );
});

test('other paths and methods are not found and not allowed', async () => {
  expect((await post('order.do', {})).status).toBe(404);
  expect((await fetch(`${supplier.url}/orderList.do`)).status).toBe(405);
});

describe('misbehaviour', () => {
  test.each<[string, SupplierMisbehaviour, number, string]>([
    ['an error behind 200', { status: 705 }, 200, '{"status":705,"msg":"As the script has it"}'],
    [
      'throttling',
      { throttle: { retryAfter: 3 } },
      429,
      '{"code":429,"message":"Too many requests","retryAfter":3}',
    ],
    ['a failure', { fail: { httpStatus: 502, body: 'no' } }, 502, 'no'],
    ['a page', { raw: '<html>' }, 200, '<html>'],
  ])('%s, at every method until it ends', async (_name, how, httpStatus, text) => {
    supplier.misbehave(how);
    for (const method of ['queryOrderDetails.do', 'orderList.do', 'updateWebhookURL.do']) {
      const response = await post(method, { orderNo: 'A1' });
      expect([response.status, await response.text()]).toEqual([httpStatus, text]);
    }
    supplier.misbehave();
    expect(await query('A1')).toMatchObject({ status: 800 });
  });

  test('throttling may tell in a header', async () => {
    supplier.misbehave({ throttle: { header: '7' } });
    expect((await post('orderList.do', {})).headers.get('retry-after')).toBe('7');
  });

  test.each([true, 'inside'] as const)('a dropped connection (%p)', async (dropConnection) => {
    supplier.script('A1', [{ dropConnection }, { state: 'ticketed' }]);
    await expect(query('A1')).rejects.toThrow();
    expect(await query('A1')).toMatchObject({ orderNo: 'A1' });
  });

  test('a request that hangs ends with the server', async () => {
    supplier.script('A1', [{ hang: true }]);
    const hanging = query('A1');
    await supplier.waitForQueries(1);
    await Promise.all([expect(hanging).rejects.toThrow(), supplier.close()]);
    supplier = await startSupplierStandIn();
  });

  test('an answer that comes late lets others pass', async () => {
    supplier.script('A1', [{ state: 'ticketed', afterMs: 50 }]);
    supplier.setOrder('A2');
    const ended: unknown[] = [];
    const note = async (orderNo: string): Promise<void> => {
      ended.push((await query(orderNo))['orderNo']);
    };
    await Promise.all([note('A1'), supplier.waitForQueries(1).then(() => note('A2'))]);
    expect(ended).toEqual(['A2', 'A1']);
  });
});

describe('the order list', () => {
  const at = (seconds: string): Date => new Date(`2031-09-14T06:${seconds}Z`);
  const numbersOf = ({ orders }: Record<string, unknown>): unknown[] =>
    (orders as { orderNo: string }[]).map(({ orderNo }) => orderNo);

  test('is of a period, ends included, newest first', async () => {
    supplier.setOrder('A1', { createdAt: at('00:00') });
    supplier.setOrder('A2', { createdAt: at('00:01') });
    supplier.setOrder('A3', { createdAt: at('00:02.900') });
    supplier.setOrder('A4', { createdAt: at('00:03') });
    const answer = await ask('orderList.do', {
      createTimeRangeFrom: '2031-09-14T06:00:01Z',
      createTimeRangeTo: '2031-09-14T06:00:02Z',
    });
    expect(numbersOf(answer)).toEqual(['A3', 'A2']);
    expect(answer).toMatchObject({ status: 0, page: 1, pageSize: 20, totalRecords: 2 });
  });

  test('is of the statuses that were asked for, integers here', async () => {
    supplier.setOrder('A1', { state: 'paid' });
    supplier.setOrder('A2', { hasNullStatuses: true });
    supplier.setOrder('A3', { state: 'cancelled' });
    const answer = await ask('orderList.do', { orderStatus: [2] });
    expect(answer).toMatchObject({ orders: [{ orderNo: 'A2', orderStatus: 2 }] });
    expect(numbersOf(answer)).toEqual(['A2']);
    expect(await ask('orderList.do', { orderStatus: [1, -3] })).toMatchObject({ totalRecords: 2 });
  });

  test('comes in pages of 100 at most', async () => {
    for (let count = 0; count < 105; count += 1) supplier.setOrder(`A${count}`);
    const pages = [1, 2, 3].map((page) => ask('orderList.do', { page, pageSize: 500 }));
    const answers = await Promise.all(pages);
    expect(answers.map((answer) => numbersOf(answer).length)).toEqual([100, 5, 0]);
    expect(new Set(answers.flatMap(numbersOf)).size).toBe(105);
  });

  test('joins references, even one with itself', async () => {
    supplier.setOrder('A1', { passengers: [{}, {}] });
    expect(await ask('orderList.do', {})).toMatchObject({
      orders: [{ airlinePNRs: ['PNR001|PNR001'] }],
    });
  });

  test('shows a scripted order as its last step said', async () => {
    supplier.script('A1', [{ status: 9999 }, { state: 'ticketed' }, { hang: true }]);
    const numbers = async (): Promise<unknown> => numbersOf(await ask('orderList.do', {}));
    expect(await numbers()).toEqual([]);
    await query('A1');
    expect(await numbers()).toEqual(['A1']);
    await query('A1');
    expect(await numbers()).toEqual(['A1']);
  });

  test.each([{ createTimeRangeFrom: '2031-09-14 06:00:01' }, { orderStatus: 2 }])(
    'refuses %j',
    async (body) => {
      expect(await ask('orderList.do', body)).toMatchObject({ status: 701 });
    },
  );
});

describe('the registration', () => {
  test('keeps the last address', async () => {
    expect(supplier.registeredUrl).toBeUndefined();
    for (const path of ['one', 'two']) {
      const url = `https://agency.example.com/${path}`;
      expect(await ask('updateWebhookURL.do', { url })).toMatchObject({ status: 0 });
    }
    expect(supplier.registeredUrl).toBe('https://agency.example.com/two');
  });

  test.each([{}, { url: 7 }, { url: 'nowhere' }])('refuses %j', async (body) => {
    expect(await ask('updateWebhookURL.do', body)).toMatchObject({ status: 701 });
    expect(supplier.registeredUrl).toBeUndefined();
  });
});

describe('queries', () => {
  test('are counted, in all and for each order', async () => {
    await Promise.all(['A1', 'A1', 'A2'].map(query));
    expect(supplier.queries.total).toBe(3);
    expect([...supplier.queries.perOrder].toSorted()).toEqual([
      ['A1', 2],
      ['A2', 1],
    ]);
  });

  test('can be waited for, of one order and of all', async () => {
    const both = [
      supplier.waitForQueries(2, { orderNo: 'A2' }),
      supplier.waitForQueries(3, { timeoutMs: 5000 }),
    ];
    await Promise.all(['A1', 'A2', 'A2'].map(query));
    await Promise.all(both);
    await supplier.waitForQueries(3);
  });

  test('are waited for only so long', async () => {
    await query('A1');
    await expect(
      supplier.waitForQueries(1, { orderNo: 'A2', timeoutMs: 10 }),
    ).rejects.toMatchObject({ code: 'timed_out' });
  });

  test('are waited for until the server closes', async () => {
    const waiting = supplier.waitForQueries(1);
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ code: 'closed' }),
      supplier.close(),
    ]);
    supplier = await startSupplierStandIn();
  });
});

test('the most requests at once are told', async () => {
  const orders = ['A1', 'A2', 'A3'];
  for (const orderNo of orders) supplier.script(orderNo, [{ hang: true }]);
  const hanging = orders.map((orderNo) => expect(query(orderNo)).rejects.toThrow());
  await supplier.waitForQueries(3);
  expect(supplier.mostAtOnce).toBe(3);
  await Promise.all([...hanging, supplier.close()]);
  supplier = await startSupplierStandIn();
});

test('a port of one’s own', async () => {
  const { port } = supplier;
  await supplier.close();
  supplier = await startSupplierStandIn({ port });
  expect([supplier.port, supplier.url]).toEqual([port, `http://127.0.0.1:${port}`]);
  await expect(startSupplierStandIn({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
