import { createServer, type RequestListener } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseAnswers, type BytesExchange } from '@ticketpost/testkit';
import type { Evidence } from '../src/evidence/evidence.ts';
import { judgeAnswer } from '../src/fuzz/judge/judge-answer.ts';
import { judgeEnd } from '../src/fuzz/judge/judge-end.ts';
import { judgeLogLine } from '../src/fuzz/judge/judge-log-line.ts';
import { judgeMemory } from '../src/fuzz/judge/judge-memory.ts';
import { createMarkSets } from '../src/fuzz/judge/mark-sets.ts';
import { parseFuzzOptions } from '../src/fuzz/options.ts';
import { createRequest } from '../src/fuzz/requests/create-request.ts';
import { doors, type Door, type FuzzRequest, type Who } from '../src/fuzz/requests/fuzz-request.ts';
import { headerMark, markupMark, personalMark, strangerMark } from '../src/fuzz/requests/marks.ts';
import type { Scene } from '../src/fuzz/requests/scene.ts';
import { throwRequests } from '../src/fuzz/throw-requests.ts';
import { createLogWatch } from '../src/fuzz/watch/log-watch.ts';

const secret = 'the-secret-of-this-test';
const marks = createMarkSets([secret]);
const scene: Scene = {
  webhookPath: `/webhooks/atlas/${secret}`,
  bookingsKey: 'a-key-of-this-test',
  honestOrders: ['HONEST1'],
  decoyOrders: ['DECOY1', 'DECOY2'],
  deliveryIds: ['d1'],
  viewer: { cookies: 'ticketpost_session=v', formFields: {}, authorization: 'Basic dg==' },
  operator: {
    cookies: 'ticketpost_session=o',
    formFields: { formToken: 'token' },
    authorization: 'Basic bw==',
  },
};
const requestOf = (about: Partial<FuzzRequest> = {}): FuzzRequest => ({
  ...{ number: 7, door: 'ingest', from: '127.0.0.1', kind: 'test', who: 'stranger' },
  ...{ parts: [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')], ending: 'whole' },
  ...about,
});
const make = (number: number, about: { seed?: number; only?: Door } = {}): FuzzRequest =>
  createRequest({
    ...{ seed: about.seed ?? 1, number, scene },
    doors: about.only === undefined ? doors : [about.only],
  });

/** All of it as one text, in which two requests are compared quickly. */
const write = ({ parts, ...request }: FuzzRequest): string =>
  JSON.stringify([request, parts.map((part) => part.toString('latin1'))]);

describe('a request', () => {
  test('is made again by its seed and number, alone and in any order', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
    const run = numbers.map((number) => write(make(number)));
    const again = numbers.toReversed().map((number) => write(make(number)));
    expect(again.toReversed()).toEqual(run);
    expect(write(make(1, { seed: 2 }))).not.toEqual(run[0]);
  });

  test('of those who may change orders names no honest one', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => make(index + 1)).map(
      ({ who, parts }): [Who, string] => [who, Buffer.concat(parts).toString('latin1')],
    );
    const naming = texts.filter(([, text]) => text.includes('HONEST1')).map(([who]) => who);
    expect(new Set(naming)).toEqual(new Set(['stranger', 'viewer']));
    expect(texts.filter(([, text]) => text.includes('DECOY')).length).toBeGreaterThan(100);
  });

  test('goes to one door when only that is asked for', () => {
    const run = Array.from({ length: 100 }, (_, index) => make(index + 1, { only: 'dashboard' }));
    expect(new Set(run.map(({ door }) => door))).toEqual(new Set(['dashboard']));
  });
});

describe('an answer', () => {
  const problem = (status: number, code = 'not_found', more = '') => {
    const body = JSON.stringify({ status, code, more });
    return `HTTP/1.1 ${status} X\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const page = (text: string) =>
    `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${text.length}\r\n\r\n${text}`;

  test.each<[string, string, Partial<FuzzRequest>, string[]]>([
    ['of the contract', problem(404), {}, []],
    ['that could not be stored', problem(503, 'not_stored'), {}, []],
    ['500', problem(500, 'internal'), {}, ['server_error']],
    ['502 of the dashboard', problem(502), { door: 'dashboard' }, ['server_error']],
    ['of an unknown status', problem(418), {}, ['undocumented']],
    ['without a problem', 'HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n', {}, ['undocumented']],
    ['without a code', problem(404, ''), {}, ['undocumented']],
    ['with the secret', problem(404, 'not_found', secret), { who: 'operator' }, ['clear_text']],
    ["with a stranger's text", problem(404, 'x', strangerMark), {}, ['clear_text']],
    ['with a value', problem(422, 'x', personalMark), { who: 'supplier' }, ['clear_text']],
    [
      'with a passport',
      page('PASSPORT-MARKER-1'),
      { door: 'dashboard', who: 'operator' },
      ['clear_text'],
    ],
    [
      'with a passport, in the export of a decoy',
      page('PASSPORT-MARKER-1'),
      {
        ...{ door: 'dashboard', who: 'operator' },
        parts: [Buffer.from('GET /orders/DECOY00000000000000001/export HTTP/1.1')],
      },
      [],
    ],
    [
      'with a passport, in the export of another order',
      page('PASSPORT-MARKER-1'),
      {
        ...{ door: 'dashboard', who: 'operator' },
        parts: [Buffer.from('GET /orders/1/export HTTP/1.1')],
      },
      ['clear_text'],
    ],
    ['with a name, to an operator', page(personalMark), { door: 'dashboard', who: 'operator' }, []],
    [
      'with a foreign header',
      problem(404).replace('\r\n\r\n', `\r\n${headerMark}: 1\r\n\r\n`),
      {},
      ['injected'],
    ],
    ['with a foreign element', page(`${markupMark}>`), { door: 'dashboard' }, ['injected']],
    ['with an escaped element', page(`&lt;${markupMark.slice(1)}>`), { door: 'dashboard' }, []],
  ])('%s', (_what, bytes, about, kinds) => {
    const raw = Buffer.from(bytes);
    const exchange: BytesExchange = { ...parseAnswers(raw), bytes: raw, end: 'answered' };
    expect(judgeAnswer(requestOf(about), exchange, marks).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('that never comes, and nobody who listens, are breaches', () => {
    const nothing = { answers: [], rest: Buffer.alloc(0), bytes: Buffer.alloc(0) };
    const kindsOf = (end: BytesExchange['end']) =>
      judgeAnswer(requestOf(), { ...nothing, end }, marks).map(({ kind }) => kind);
    expect(kindsOf('timed_out')).toEqual(['unanswered']);
    expect(kindsOf({ error: 'ECONNREFUSED' })).toEqual(['unanswered']);
    expect(kindsOf({ error: 'ECONNRESET' })).toEqual([]);
  });
});

describe('a defect of a server is found by what is thrown at it', () => {
  const closers: (() => void)[] = [];
  afterAll(() => {
    for (const close of closers) close();
  });
  const listen = async (server: ReturnType<typeof createRawServer>): Promise<number> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    closers.push(() => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const throwAt = async (port: number): Promise<Set<string>> => {
    const kinds = new Set<string>();
    let number = 0;
    await throwRequests({
      ports: { ingest: port, dashboard: port },
      connections: 4,
      next: () => (number < 150 ? make((number += 1), { only: 'ingest' }) : undefined),
      onExchange: (request, exchange) => {
        for (const { kind } of judgeAnswer(request, exchange, marks)) kinds.add(kind);
      },
      timeoutMs: 200,
    });
    return kinds;
  };
  const good: RequestListener = (request, response) => {
    request.resume();
    response.writeHead(404, { 'Content-Type': 'application/problem+json' });
    response.end('{"status":404,"code":"not_found"}');
  };
  const serve = (listener: RequestListener) => {
    const server = createServer(listener);
    server.on('checkExpectation', listener);
    server.on('clientError', (_error, socket) => socket.destroy());
    return listen(server);
  };

  test('and a good one has none', async () => {
    expect(await throwAt(await serve(good))).toEqual(new Set());
  });

  test.each<[string, RequestListener, string]>([
    [
      'that fails at one kind of request',
      (request, response) => {
        if (request.method === 'PUT') response.writeHead(500).end();
        else good(request, response);
      },
      'server_error',
    ],
    [
      'that shows the path',
      (request, response) => {
        response.writeHead(404, { 'Content-Type': 'application/problem+json' });
        response.end(JSON.stringify({ code: 'not_found', path: request.url }));
      },
      'clear_text',
    ],
    [
      'that never answers',
      (request) => {
        request.resume();
      },
      'unanswered',
    ],
  ])('%s', async (_what, listener, kind) => {
    expect(await throwAt(await serve(listener))).toContain(kind);
  });
});

describe('a line of a log', () => {
  test.each([
    ['of the logger', '{"level":"info","msg":"delivery"}', true],
    ['of a warning', '{"level":"warn","msg":"delivery"}', true],
    ['of the supervisor', '--- 2026 starting', true],
    ['of an error', '{"level":"error","msg":"a request failed"}', false],
    ['of a fatal error', '{"level":"fatal","msg":"x"}', false],
    ['of a stack', '    at Object.<anonymous> (file.js:1:1)', false],
    ['of a warning of Node', '(node:1) MaxListenersExceededWarning: x', false],
  ])('%s is ordinary: %#', (_what, line, isOrdinary) => {
    expect(judgeLogLine(line) === undefined).toBe(isOrdinary);
  });

  test('is read once, when it is whole, and searched for marks', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ticketpost-fuzz-'));
    const watch = createLogWatch({ directory, forbidden: [secret] });
    const ordinary = '{"level":"info"}\n';
    const leaking = `{"level":"info","path":"${secret}"}`;
    const lookAt = async (text: string) => {
      await writeFile(join(directory, 'ingest-1.log'), text);
      return (await watch.look()).map(({ kind }) => kind);
    };
    expect(await lookAt(ordinary)).toEqual([]);
    expect(await lookAt(ordinary + leaking)).toEqual([]);
    expect(await lookAt(`${ordinary}${leaking}\n`)).toEqual(['clear_text']);
    expect(await lookAt(`${ordinary}${leaking}\n`)).toEqual([]);
    await rm(directory, { recursive: true });
  });
});

describe('memory', () => {
  const grow = (seconds: number, at: (share: number) => { residentMb?: number; heapMb?: number }) =>
    Array.from({ length: 61 }, (_, index) => ({
      ...{ name: 'ingest-1', atMs: (index / 60) * seconds * 1000 },
      ...{ residentMb: 120, heapMb: 40, ...at(index / 60) },
    }));

  test.each<[string, number, Parameters<typeof grow>[1], number]>([
    ['that stays', 300, () => ({}), 0],
    [
      'that grows while it warms up',
      300,
      (share) => ({ residentMb: share < 0.3 ? 60 + 200 * share : 120 }),
      0,
    ],
    [
      'that is resident and goes on growing',
      300,
      (share) => ({ residentMb: 100 + 300 * share }),
      1,
    ],
    ['of a heap that goes on growing', 300, (share) => ({ heapMb: 40 + 100 * share }), 1],
    [
      'of a heap that is collected now and then',
      300,
      (share) => ({ heapMb: 40 + 200 * ((share * 6) % 1) }),
      0,
    ],
    ['that grows within a short run', 20, (share) => ({ residentMb: 60 + 100 * share }), 0],
    ['that is too much at once', 20, (share) => ({ residentMb: share === 0.5 ? 600 : 100 }), 1],
  ])('%s', (_what, seconds, at, breaches) => {
    expect(judgeMemory(grow(seconds, at))).toHaveLength(breaches);
  });
});

describe('the end', () => {
  const orderNo = 'FLTAA00000000000000001';
  const decoy = 'DECOY00000000000000000';
  const mailOf = (order: string, recipient: string) => ({
    ...{ orderNos: [order], recipients: [recipient], reference: 'SET000' },
    ...{ messageId: '<a@example.com>', takenAt: 5, isAnswered: true },
  });
  const evidence: Evidence = {
    deliveries: [
      {
        ...{ orderNo, set: 0, isTicketed: true, postedAt: 1 },
        answer: { kind: 'acknowledged', deliveryId: 'd1', afterMs: 3 },
      },
    ],
    bookings: [
      {
        ...{ orderNo, mailbox: 'a@example.com', postedAt: 0 },
        answer: { kind: 'acknowledged', status: 201, at: 0 },
      },
    ],
    supplier: {
      ticketedAt: new Map([[`${orderNo}/0`, 2]]),
      neverTicketed: new Set(),
    },
    mailboxes: { sandbox: 'sandbox@example.com', fallback: undefined },
    mails: [mailOf(orderNo, 'a@example.com')],
    ledger: new Map([
      [
        orderNo,
        {
          confirmations: [{ ticketSetId: 'a', state: 'sent' }],
          timeline: [{ event: 'sent', at: '', deliveryId: 'd1' }],
        },
      ],
    ]),
    jobs: new Map(),
    journalEntries: 0,
    exits: [],
    unsettled: 'many jobs of garbage are open',
  };
  const [delivery] = evidence.deliveries;
  const kindsOf = (change: Partial<Evidence>) =>
    judgeEnd({ ...evidence, ...change }, new Set([decoy])).breaches.map(({ kind }) => kind);

  test('of honest orders that were mailed once is good, whatever became of garbage and decoys', () => {
    expect(kindsOf({})).toEqual([]);
    const mails = [...evidence.mails, mailOf(decoy, 'anybody@fuzz.test')];
    expect(kindsOf({ mails })).toEqual([]);
  });

  test.each<[string, Partial<Evidence>, string]>([
    ['a lost mail', { mails: [] }, 'lost'],
    [
      'a mail of garbage',
      { mails: [...evidence.mails, mailOf('FUZZQ00000000000000009', 'x@fuzz.test')] },
      'unposted',
    ],
    ['a mail to somebody else', { mails: [mailOf(orderNo, 'x@fuzz.test')] }, 'wrong_mailbox'],
    [
      'an honest request that was refused',
      {
        deliveries: [
          ...(delivery === undefined ? [] : [delivery]),
          {
            ...{ orderNo, set: 0, isTicketed: true, postedAt: 1 },
            answer: { kind: 'refused', status: 429, afterMs: 1 },
          },
        ],
      },
      'not_served',
    ],
    [
      'a process that ended by itself',
      { exits: [{ name: 'ingest-1', asked: 'nothing', code: 1, signal: null, lastLines: [] }] },
      'crash',
    ],
    [
      'an honest job that is still open',
      {
        jobs: new Map([
          [
            'd1',
            {
              ...{ deliveryId: 'd1', orderNo, state: 'delayed' as const },
              ...{ failedReason: undefined, attemptsMade: 1 },
            },
          ],
        ]),
      },
      'unsettled',
    ],
  ])('with %s is not', (_what, change, kind) => {
    expect(kindsOf(change)).toContain(kind);
  });
});

describe('the options', () => {
  test('have defaults, and name doors', () => {
    expect(parseFuzzOptions(['--only', 'ingest', '--seed', '3', '--minutes', '0.5'])).toMatchObject(
      {
        kind: 'run',
        options: { seed: 3, minutes: 0.5, only: ['ingest'], from: 1 },
      },
    );
  });

  test.each([[['--only', 'worker']], [['--minutes', '0']], [['--from', '0']], [['--rate', '1']]])(
    '%s are refused',
    (argv) => {
      expect(parseFuzzOptions(argv)).toMatchObject({ kind: 'end', exitCode: 1 });
    },
  );
});
