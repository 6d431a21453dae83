import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import { findFreePort } from '@ticketpost/testkit';
import {
  createBookingLookup,
  type BookingLookup,
} from '../../src/recipient/create-booking-lookup.ts';
import { wayOut } from '../way-out.ts';

const orderNo = 'ABCDE20260102030405678';

const server = createServer();
let answer: RequestListener;
let lookup: BookingLookup;
let requests: IncomingMessage[];

beforeEach(async () => {
  requests = [];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  lookup = lookupAt('/orders/{orderNo}/traveller');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await lookup.close();
});

function origin(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function lookupAt(path: string, settings: { token?: string; timeoutMs?: number } = {}) {
  return createBookingLookup({
    url: `${origin()}${path}`,
    timeoutMs: 5000,
    outbound: wayOut,
    ...settings,
  });
}

function answerWith(
  status: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
}

function answerJson(value: unknown): RequestListener {
  return answerWith(200, JSON.stringify(value));
}

describe('a question', () => {
  beforeEach(() => {
    answer = answerWith(404);
  });

  test('is a GET for JSON, with the token as bearer', async () => {
    const withToken = lookupAt('/orders/{orderNo}', { token: 'b2lS5nJx8vQ3' });
    await withToken.lookUp(orderNo);
    await withToken.close();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: `/orders/${orderNo}`,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        authorization: 'Bearer b2lS5nJx8vQ3',
      },
    });
  });

  test('without a token tries no login', async () => {
    await lookup.lookUp(orderNo);
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
  });

  test.each([
    ['A/../B', '/orders/A%2F..%2FB/traveller'],
    ['A?x=1#y', '/orders/A%3Fx%3D1%23y/traveller'],
    ['订单 1', '/orders/%E8%AE%A2%E5%8D%95%201/traveller'],
    ['%2e%2e', '/orders/%252e%252e/traveller'],
    ['$&{orderNo}', '/orders/%24%26%7BorderNo%7D/traveller'],
  ])('about %j names it percent-encoded', async (number, path) => {
    await lookup.lookUp(number);
    expect(requests[0]?.url).toBe(path);
  });

  test('has the order number wherever its place stands', async () => {
    const twice = lookupAt('/orders/{orderNo}?number={orderNo}');
    await twice.lookUp('A 1');
    await twice.close();
    expect(requests[0]?.url).toBe('/orders/A%201?number=A%201');
  });

  test.each(['', '.', '..', 'A\uD800'])('about %j is never asked', async (number) => {
    expect(await lookup.lookUp(number)).toEqual({ kind: 'not_known' });
    expect(requests).toHaveLength(0);
  });
});

describe('an answer', () => {
  test.each<[string, unknown, object]>([
    ['with an address', { email: 'zoe@example.com' }, { mailbox: 'zoe@example.com', cc: [] }],
    [
      'with everything and more',
      {
        email: 'zoe@example.com',
        name: ' Zoë Example ',
        locale: 'en-gb',
        cc: ['office@example.com'],
        loyaltyNumber: 7,
      },
      {
        mailbox: 'zoe@example.com',
        cc: ['office@example.com'],
        name: 'Zoë Example',
        locale: 'en-GB',
      },
    ],
    [
      'with nulls',
      { email: 'zoe@example.com', name: null, locale: null, cc: null },
      { mailbox: 'zoe@example.com', cc: [] },
    ],
    [
      'with a name of 300 characters and no language is read without them',
      { email: 'zoe@example.com', name: 'Z'.repeat(300), locale: 'English, please' },
      { mailbox: 'zoe@example.com', cc: [] },
    ],
    ['beyond ASCII', { email: 'zoë@bücher.example' }, { mailbox: 'zoë@bücher.example', cc: [] }],
  ])('%s names the recipient', async (_row, value, recipient) => {
    answer = answerJson(value);
    expect(await lookup.lookUp(orderNo)).toEqual({ kind: 'known', recipient });
  });

  test.each([['application/json; charset=utf-8'], ['application/vnd.example.v1+json']])(
    'of type %s is read',
    async (type) => {
      answer = answerWith(200, '{"email":"zoe@example.com"}', { 'content-type': type });
      expect(await lookup.lookUp(orderNo)).toMatchObject({ kind: 'known' });
    },
  );

  test('of no type is read as JSON', async () => {
    answer = (_request, response) => response.end('{"email":"zoe@example.com"}');
    expect(await lookup.lookUp(orderNo)).toMatchObject({ kind: 'known' });
  });

  test.each([404, 410, 204])('of status %d says that the order is not known', async (status) => {
    answer = answerWith(status);
    expect(await lookup.lookUp(orderNo)).toEqual({ kind: 'not_known' });
  });

  test.each([
    [301, 'lookup_redirected'],
    [302, 'lookup_redirected'],
    [307, 'lookup_redirected'],
    [401, 'lookup_refused'],
    [403, 'lookup_refused'],
    [408, 'lookup_unavailable'],
    [429, 'lookup_unavailable'],
    [500, 'lookup_unavailable'],
    [503, 'lookup_unavailable'],
    [400, 'lookup_failed'],
    [405, 'lookup_failed'],
    [202, 'lookup_failed'],
  ])('of status %d is %s, whatever its body says', async (status, reason) => {
    answer = answerWith(status, '{"email":"zoe@example.com"}', { location: `${origin()}/there` });
    expect(await lookup.lookUp(orderNo)).toEqual({
      kind: 'failed',
      reason,
      detail: `HTTP ${status}`,
    });
    expect(requests).toHaveLength(1);
  });

  test.each<[string, RequestListener]>([
    ['HTML', answerWith(200, '<p>Log in first</p>', { 'content-type': 'text/html' })],
    ['HTML that is called JSON', answerWith(200, '<p>Log in first</p>')],
    [
      'JSON that is called text',
      answerWith(200, '{"email":"zoe@example.com"}', { 'content-type': 'text/plain' }),
    ],
    ['empty', answerWith(200)],
    ['half of JSON', answerWith(200, '{"email":"zoe@exa')],
    ['no UTF-8', answerWith(200, Buffer.from('{"email":"zo\xEB@example.com"}', 'latin1'))],
    [
      'packed though it was not asked for so',
      answerWith(200, gzipSync('{"email":"zoe@example.com"}'), { 'content-encoding': 'gzip' }),
    ],
    ['of 10 MB', answerJson({ email: 'zoe@example.com', filling: 'x'.repeat(10_000_000) })],
    [
      'of 10 MB in pieces',
      (_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.write('{"email":"zoe@example.com","filling":"');
        response.end(`${'x'.repeat(10_000_000)}"}`);
      },
    ],
  ])('that is %s is unreadable', async (_row, listener) => {
    answer = listener;
    expect(await lookup.lookUp(orderNo)).toMatchObject({
      kind: 'failed',
      reason: 'lookup_unreadable',
    });
  });

  test.each<[string, unknown]>([
    ['a list', [{ email: 'zoe@example.com' }]],
    ['null', null],
    ['without an address', { name: 'Zoë Example' }],
    ['with null for an address', { email: null }],
    ['with an empty address', { email: '' }],
    ['with two addresses', { email: 'a@example.com, b@example.com' }],
    ['with two addresses in a list', { email: ['a@example.com', 'b@example.com'] }],
    ['with a name in the address', { email: 'Zoë <zoe@example.com>' }],
    ['with a group', { email: 'all: a@example.com;' }],
    ['with a line break in the address', { email: 'zoe@example.com\r\nBcc: b@example.com' }],
    ['with a number for a name', { email: 'zoe@example.com', name: 7 }],
    [
      'with one copy that is two',
      { email: 'zoe@example.com', cc: ['a@example.com;b@example.com'] },
    ],
    ['with a copy that is no list', { email: 'zoe@example.com', cc: 'a@example.com' }],
    [
      'with too many copies',
      {
        email: 'zoe@example.com',
        cc: ['1', '2', '3', '4', '5', '6'].map((n) => `${n}@example.com`),
      },
    ],
  ])('that is JSON %s is invalid, and no value of it is told', async (_row, value) => {
    answer = answerJson(value);
    const outcome = await lookup.lookUp(orderNo);
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'lookup_invalid' });
    expect(JSON.stringify(outcome)).not.toContain('example.com');
  });
});

describe('a lookup that', () => {
  test.each<[string, string, object]>([
    ['is inside', 'localhost', { detail: 'ERR_CLEAR_TEXT' }],
    ['is inside by its address', '127.0.0.1', { detail: 'ERR_ADDRESS_INSIDE' }],
  ])('%s is not asked in production, nor given the token', async (_row, host, detail) => {
    let connections = 0;
    const count = () => {
      connections += 1;
    };
    server.on('connection', count);
    const url = `http://${host}:${(server.address() as AddressInfo).port}/{orderNo}`;
    const outbound = createOutbound({ environment: 'production', outboundPrivateHosts: [] });
    const strict = createBookingLookup({ url, token: 'b2lS5nJx8vQ3', timeoutMs: 5000, outbound });
    expect(await strict.lookUp(orderNo)).toMatchObject({
      kind: 'failed',
      reason: 'lookup_not_allowed',
      ...detail,
    });
    server.off('connection', count);
    expect(connections).toBe(0);
    await strict.close();
  });

  test('is inside and named is asked', async () => {
    answer = answerJson({ email: 'zoe@example.com' });
    const outboundPrivateHosts = ['127.0.0.1'];
    const outbound = createOutbound({ environment: 'production', outboundPrivateHosts });
    const named = createBookingLookup({ url: `${origin()}/{orderNo}`, timeoutMs: 5000, outbound });
    expect(await named.lookUp(orderNo)).toMatchObject({ kind: 'known' });
    await named.close();
  });

  const hang: RequestListener = () => undefined;
  const hangInTheBody: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"email":');
  };

  test.each([
    ['hangs', hang],
    ['hangs in its body', hangInTheBody],
  ])('%s is given up in time', async (_row, listener) => {
    answer = listener;
    const impatient = lookupAt('/{orderNo}', { timeoutMs: 200 });
    expect(await impatient.lookUp(orderNo)).toMatchObject({
      kind: 'failed',
      reason: 'lookup_timeout',
    });
    await impatient.close();
  });

  test('finds nobody listening is unavailable', async () => {
    const url = `http://127.0.0.1:${await findFreePort()}/{orderNo}`;
    const nowhere = createBookingLookup({ url, timeoutMs: 5000, outbound: wayOut });
    expect(await nowhere.lookUp(orderNo)).toEqual({
      kind: 'failed',
      reason: 'lookup_unavailable',
      detail: 'ECONNREFUSED',
    });
    await nowhere.close();
  });

  test('loses its line is unavailable', async () => {
    answer = (request) => request.socket.destroy();
    expect(await lookup.lookUp(orderNo)).toMatchObject({
      kind: 'failed',
      reason: 'lookup_unavailable',
    });
  });

  test('speaks no HTTP is unreadable', async () => {
    answer = (request) => request.socket.end('SSH-2.0-example\r\n\r\n');
    expect(await lookup.lookUp(orderNo)).toMatchObject({
      kind: 'failed',
      reason: 'lookup_unreadable',
    });
  });

  test('is one of 17 waits until one of the others has ended', async () => {
    const waiting: ServerResponse[] = [];
    let sixteenCame: () => void = () => undefined;
    const sixteen = new Promise<void>((resolve) => {
      sixteenCame = resolve;
    });
    answer = (_request, response) => {
      waiting.push(response);
      if (waiting.length === 16) sixteenCame();
      if (waiting.length === 17) answerWith(404)(_request, response);
    };
    const lookups = Array.from({ length: 17 }, () => lookup.lookUp(orderNo));
    await sixteen;
    expect(waiting).toHaveLength(16);
    for (const response of waiting.slice()) response.writeHead(404).end();
    await Promise.all(lookups);
    expect(waiting).toHaveLength(17);
  });

  test.each<[string, RequestListener, string]>([
    [
      'names somebody, at almost 64 KB',
      answerJson({ email: 'zoe@example.com', filling: 'x'.repeat(60_000) }),
      'known',
    ],
    ['does not know the order', answerWith(404, '{"message":"no such order"}'), 'not_known'],
  ])('%s leaves its connection to others', async (_row, listener, kind) => {
    const sockets = new Set<unknown>();
    answer = (request, response) => {
      sockets.add(request.socket);
      listener(request, response);
    };
    for (let n = 0; n < 10; n += 1) expect(await lookup.lookUp(orderNo)).toMatchObject({ kind });
    expect(sockets.size).toBeLessThan(10);
  });
});
