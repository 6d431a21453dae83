import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startSupplierStandIn, type SupplierStandIn } from '@ticketpost/testkit';
import { createTestClient, type TestClient } from './client.ts';

const orderNo = 'AAAAA20310914064000001';

let standIn: SupplierStandIn;
let client: TestClient;
beforeEach(async () => {
  standIn = await startSupplierStandIn();
  standIn.setOrder(orderNo);
  client = createTestClient(standIn);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await client.close();
  await standIn.close();
});

/** Sets the clock, for the gate and the breaker; requests go on in real time. */
function setClock(nowMs: number): { forward: (ms: number) => void } {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(nowMs);
  return {
    forward(ms) {
      clock.mockReturnValue(Date.now() + ms);
    },
  };
}

describe('throttling', () => {
  const throttles: [string, { retryAfter?: number | string; header?: string }, number][] = [
    ['seconds in the body', { retryAfter: 30 }, 30_000],
    ['a string in the body', { retryAfter: '30' }, 30_000],
    ['milliseconds in the body', { retryAfter: 30_000 }, 30_000],
    ['seconds in the header', { header: '30' }, 30_000],
    ['a date in the header', { header: new Date(1_930_000_030_000).toUTCString() }, 30_000],
    ['an hour, cut to ten minutes', { header: '3600' }, 600_000],
    ['nothing, which is a second', {}, 1_000],
  ];

  test.each(throttles)('with %s holds every call back so long', async (_name, throttle, waitMs) => {
    const clock = setClock(1_930_000_000_000);
    standIn.misbehave({ throttle });
    const throttled = { kind: 'throttled', retryAfterMs: waitMs };
    expect(await client.queryOrder(orderNo)).toEqual(throttled);
    standIn.misbehave();

    clock.forward(waitMs - 1);
    const still = { kind: 'throttled', retryAfterMs: 1 };
    expect(await client.queryOrder(orderNo)).toEqual(still);
    expect(await client.registerWebhookUrl('https://agency.example.com')).toEqual(still);
    expect(standIn.queries.total).toBe(0);

    clock.forward(1);
    expect(await client.queryOrder(orderNo)).toMatchObject({ kind: 'order' });
    expect(standIn.queries.total).toBe(1);
    expect(client.events.map(({ wasSent }) => wasSent)).toEqual([true, false, false, true]);
  });

  test('holds back those who wait for a slot', async () => {
    const narrow = createTestClient(standIn, { maxConcurrent: 1 });
    standIn.misbehave({ throttle: { retryAfter: 30 } });
    const answers = await Promise.all([1, 2, 3, 4].map(() => narrow.queryOrder(orderNo)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(4).fill('throttled'));
    expect(narrow.events.filter(({ wasSent }) => wasSent)).toHaveLength(1);
    await narrow.close();
  });

  test('a 503 tells when to come again, and holds nobody back', async () => {
    standIn.misbehave({ fail: { httpStatus: 503, body: '{"retryAfter":30}' } });
    expect(await client.queryOrder(orderNo)).toEqual({
      kind: 'unavailable',
      code: 'http_5xx',
      retryAfterMs: 30_000,
    });
    standIn.misbehave();
    expect(await client.queryOrder(orderNo)).toMatchObject({ kind: 'order' });
  });
});

describe('the breaker', () => {
  const breaker = { failuresInARow: 3, openMs: 30_000 };
  const queries = async (count: number): Promise<string[]> => {
    const outcomes = [];
    for (let each = 0; each < count; each += 1) {
      const answer = await client.queryOrder(orderNo);
      outcomes.push('code' in answer ? answer.code : answer.kind);
    }
    return outcomes;
  };

  beforeEach(async () => {
    await client.close();
    client = createTestClient(standIn, { breaker });
  });

  test('opens after failures in a row, says how long, and closes after a good call', async () => {
    const clock = setClock(1_930_000_000_000);
    standIn.misbehave({ fail: { httpStatus: 500 } });
    expect(await queries(3)).toEqual(['http_5xx', 'http_5xx', 'http_5xx']);
    standIn.misbehave();
    clock.forward(10_000);
    expect(await client.queryOrder(orderNo)).toEqual({
      kind: 'unavailable',
      code: 'circuit_open',
      retryAfterMs: 20_000,
    });
    expect(standIn.queries.total).toBe(0);
    clock.forward(20_000);
    expect(await queries(2)).toEqual(['order', 'order']);
  });

  test('opens again when the call that tries fails', async () => {
    const clock = setClock(1_930_000_000_000);
    standIn.misbehave({ status: 9999 });
    await queries(3);
    clock.forward(30_000);
    expect(await queries(2)).toEqual(['supplier_error', 'circuit_open']);
    standIn.misbehave();
    clock.forward(30_000);
    expect(await queries(1)).toEqual(['order']);
  });

  test('lets one call try at a time', async () => {
    const clock = setClock(1_930_000_000_000);
    standIn.misbehave({ status: 9999 });
    await queries(3);
    standIn.misbehave();
    standIn.script(orderNo, [{ state: 'ticketed', afterMs: 50 }]);
    clock.forward(30_000);
    const answers = await Promise.all([1, 2, 3].map(() => queries(1)));
    expect(answers.flat().toSorted()).toEqual(['circuit_open', 'circuit_open', 'order']);
    expect(standIn.queries.total).toBe(1);
  });

  test('counts failures in a row only', async () => {
    const down = { status: 9999 };
    standIn.script(orderNo, [down, down, { state: 'paid' }, down, down, { state: 'paid' }]);
    expect(await queries(6)).not.toContain('circuit_open');
  });

  test('an order that is not found is a sign of life', async () => {
    const down = { status: 9999 };
    standIn.script(orderNo, [down, down, { status: 800 }, down, down, { state: 'paid' }]);
    expect(await queries(6)).not.toContain('circuit_open');
  });
});

describe('time', () => {
  beforeEach(async () => {
    await client.close();
    client = createTestClient(standIn, { timeoutMs: 100 });
  });

  const timeout = { kind: 'unavailable', code: 'timeout', retryAfterMs: expect.any(Number) };

  test('no answer is waited for in vain', async () => {
    standIn.misbehave({ hang: true });
    expect(await client.queryOrder(orderNo)).toEqual(timeout);
  });

  test('the whole answer has to come in time', async () => {
    const server = await startServer((respond) => {
      respond.writeHead(200, { 'content-type': 'application/json' });
      respond.write('{"status":');
    });
    const its = createTestClient({ ...standIn, url: server.url }, { timeoutMs: 100 });
    expect(await its.queryOrder(orderNo)).toEqual(timeout);
    await its.close();
    await server.close();
  });
});

describe('concurrency', () => {
  test('never exceeds its limit, and loses nobody', async () => {
    const slow = await startSupplierStandIn({ latencyMs: 5 });
    slow.setOrder(orderNo);
    const its = createTestClient(slow, { maxConcurrent: 3 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => its.queryOrder(orderNo)));
    expect(answers.filter(({ kind }) => kind !== 'order')).toEqual([]);
    expect(slow.queries.total).toBe(40);
    expect(slow.mostAtOnce).toBe(3);
    await its.close();
    await slow.close();
  });

  test('who waits too long for a slot is turned away unasked', async () => {
    const its = createTestClient(standIn, { maxConcurrent: 1, timeoutMs: 100 });
    standIn.misbehave({ hang: true });
    const answers = await Promise.all([1, 2, 3, 4].map(() => its.queryOrder(orderNo)));
    const codes = answers.map((answer) => ('code' in answer ? answer.code : answer.kind));
    expect(codes[0]).toBe('timeout');
    // At most one of the others gets the slot, as the first gives it back, and it hangs as long.
    expect(codes.filter((code) => code === 'busy').length).toBeGreaterThanOrEqual(2);
    expect(standIn.connections).toBeLessThanOrEqual(2);
    await its.close();
  });
});

test('a body without an end is cut off, and its line closed', async () => {
  let lineClosed: Promise<unknown> = Promise.resolve();
  const server = await startServer((respond) => {
    lineClosed = once(respond, 'close');
    // More than is read, and never ended.
    respond.write(Buffer.alloc(20_000_000, ' '));
  });
  const its = createTestClient({ ...standIn, url: server.url });
  expect(await its.queryOrder(orderNo)).toMatchObject({ code: 'body_too_large' });
  await lineClosed;
  await its.close();
  await server.close();
});

test('a compressed body that is none is not JSON', async () => {
  const server = await startServer((respond) => {
    respond.writeHead(200, { 'content-encoding': 'gzip' });
    respond.end('{"status":0}');
  });
  const its = createTestClient({ ...standIn, url: server.url });
  expect(await its.queryOrder(orderNo)).toMatchObject({ code: 'not_json' });
  await its.close();
  await server.close();
});

test('a status counts although its body cannot be read', async () => {
  const server = await startServer((respond) => {
    respond.writeHead(404, { 'content-length': 10_000_000 });
    respond.end(Buffer.alloc(10_000_000, ' '));
  });
  const its = createTestClient({ ...standIn, url: server.url });
  expect(await its.queryOrder(orderNo)).toEqual({ kind: 'refused', code: 'http_4xx' });
  await its.close();
  await server.close();
});

test('closing ends what is under way, and what comes later', async () => {
  const closed = { kind: 'unavailable', code: 'closed' };
  standIn.script(orderNo, [{ hang: true }]);
  const underWay = client.queryOrder(orderNo);
  await standIn.waitForQueries(1);
  await client.close();
  expect(await underWay).toMatchObject(closed);
  expect(await client.queryOrder(orderNo)).toMatchObject(closed);
  expect(standIn.queries.total).toBe(1);
});

async function startServer(
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    request.resume();
    response.on('error', () => undefined);
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
