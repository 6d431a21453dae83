import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildDelivery, findFreePort } from '@ticketpost/testkit';
import { Agent } from 'undici';
import { postDelivery } from '../src/replay/post-delivery.ts';
import { replayDeliveries } from '../src/replay/replay-deliveries.ts';
import { runCommand } from '../src/run-command.ts';
import { json, type Run } from './start-system.ts';

const secret = 'a-secret-of-24-characters';

interface Posted {
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

const dispatcher = new Agent();
afterAll(() => dispatcher.destroy());

let folder: string;
let file: string;
let server: Server;
let port: number;
let posted: Posted[];
/** Answers the nth request, from 1. */
let answer: (n: number) => { status: number; headers?: Record<string, string>; body?: string };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-cli-'));
  file = path.join(folder, 'deliveries');
  posted = [];
  answer = () => ({ status: 200 });
  server = createServer((request, response) => {
    void text(request).then((body) => {
      posted.push({ url: request.url, headers: request.headers, body });
      const { status, headers = {}, body: said = '{}' } = answer(posted.length);
      response.writeHead(status, headers).end(said);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
  await rm(folder, { recursive: true });
});

const url = () => `http://127.0.0.1:${port}/webhooks/atlas/${secret}`;

async function replay(
  args: readonly string[],
  { env, input = '' }: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<Omit<Run, 'questions'>> {
  let output = '';
  const remarks: string[] = [];
  const exitCode = await runCommand(['replay', ...args, '--per-second', '1000'], {
    environment: env ?? { TICKETPOST_WEBHOOK_URL: url() },
    osUser: 'olga',
    terminal: {
      print: (words) => {
        output += words.toString();
      },
      remark: (line) => {
        remarks.push(line);
      },
      readInput: () => Promise.resolve(input),
      readPassword: () => Promise.resolve({ kind: 'interrupted' }),
      isInteractive: false,
    },
  });
  expect(`${output}${remarks.join('\n')}`).not.toContain(secret);
  return { exitCode, output, remarks };
}

const bodies = () => posted.map(({ body }) => body);

describe('a file', () => {
  test('of lines is posted byte by byte, in its order', async () => {
    const lines = [
      `{ "type" : "order.ticketed", "n": 12345678901234567890 }`,
      JSON.stringify(buildDelivery()),
    ];
    await writeFile(file, `\uFEFF${lines.join('\r\n')}\r\n\r\n`);
    const run = await replay([file, '--json']);
    expect({ exitCode: run.exitCode, answer: json(run) }).toEqual({
      exitCode: 0,
      answer: {
        url: `http://127.0.0.1:${port}/webhooks/atlas/a-se…`,
        outcome: 'replayed',
        skipped: 0,
        posted: 2,
        answers: { 200: 2 },
        notTaken: [],
      },
    });
    expect(bodies()).toEqual(lines);
    expect(posted[0]).toMatchObject({
      url: `/webhooks/atlas/${secret}`,
      headers: { 'content-type': 'application/json' },
    });
  });

  test('that is one array', async () => {
    await writeFile(file, JSON.stringify([{ n: 1 }, { n: 2 }], null, 2));
    expect((await replay([file])).exitCode).toBe(0);
    expect(bodies()).toEqual(['{"n":1}', '{"n":2}']);
  });

  test('of bodies as they came, with their headers', async () => {
    const records = [
      {
        body: 'not JSON',
        headers: [
          { name: 'Content-Type', value: 'text/plain' },
          { name: 'Host', value: 'hooks.example.com' },
          { name: 'Cookie', note: 'withheld' },
        ],
      },
      { body: Buffer.from('{"x":"é"}').toString('base64'), bodyEncoding: 'base64' },
      { body: 'a field of an event', type: 'order.void' },
    ];
    await writeFile(file, records.map((record) => JSON.stringify(record)).join('\n'));
    await replay([file]);
    expect(bodies()).toEqual(['not JSON', '{"x":"é"}', JSON.stringify(records[2])]);
    expect(posted[0]?.headers).toMatchObject({
      'content-type': 'text/plain',
      host: `127.0.0.1:${port}`,
    });
  });

  test('from standard input', async () => {
    await replay(['-'], { input: '{"n":1}\n{"n":2}\n' });
    expect(bodies()).toEqual(['{"n":1}', '{"n":2}']);
  });

  test('with lines that are no deliveries posts the others', async () => {
    await writeFile(file, '{"n":1}\nhello\n42\n{"n":2}\n');
    const run = await replay([file, '--json']);
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({
      posted: 2,
      answers: { 200: 2, unreadable: 2 },
      notTaken: [
        { place: 2, answer: 'unreadable' },
        { place: 3, answer: 'unreadable' },
      ],
    });
  });

  test('that is broken JSON from its first bracket on posts nothing', async () => {
    await writeFile(file, '[{"n":1},\n{"n":2}\n');
    expect((await replay([file])).exitCode).toBe(1);
    expect(posted).toEqual([]);
  });

  test('that is not there is wrong usage', async () => {
    expect((await replay([path.join(folder, 'nowhere')])).exitCode).toBe(2);
  });

  test('that is a folder is told of', async () => {
    await expect(replay([folder])).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('answers', () => {
  beforeEach(() => writeFile(file, '{"n":1}\n{"n":2}\n{"n":3}\n'));

  test('are counted, and what was not taken is named with its code', async () => {
    answer = (n) => (n === 2 ? { status: 422, body: '{"code":"invalid_event"}' } : { status: 200 });
    const run = await replay([file, '--json']);
    expect(run.exitCode).toBe(1);
    expect(json(run)).toMatchObject({
      answers: { 200: 2, 422: 1 },
      notTaken: [{ place: 2, answer: '422', code: 'invalid_event' }],
    });
    expect((await replay([file])).output).toMatch(/ANSWER +DELIVERIES\n200 +3/);
  });

  test('end the replay at the first error when told so, and --skip goes on there', async () => {
    answer = (n) => ({ status: n === 2 ? 422 : 200 });
    const run = await replay([file, '--stop-on-error', '--json']);
    expect({ exitCode: run.exitCode, answer: json(run) }).toMatchObject({
      exitCode: 1,
      answer: { posted: 2, stoppedAt: { place: 2, because: 'error' } },
    });
    expect(run.remarks.join()).toContain('--skip 1');
    await replay([file, '--skip', '1']);
    expect(bodies()).toEqual(['{"n":1}', '{"n":2}', '{"n":2}', '{"n":3}']);
  });

  test('of an address that nobody knows end it at once', async () => {
    answer = () => ({ status: 404, body: '{"code":"not_found"}' });
    const run = await replay([file, '--json']);
    expect({ exitCode: run.exitCode, answer: json(run) }).toMatchObject({
      exitCode: 1,
      answer: { posted: 1, stoppedAt: { place: 1, because: 'not_found' } },
    });
  });

  test('that say "later" are asked for again', async () => {
    answer = (n) => (n === 1 ? { status: 503, headers: { 'Retry-After': '7' } } : { status: 200 });
    const waits: number[] = [];
    const delivery = { body: Buffer.from('{}'), headers: {} };
    const waitMs = (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    };
    expect(await postDelivery(url(), delivery, { dispatcher, waitMs })).toEqual({
      kind: 'answered',
      status: 200,
    });
    expect(waits).toEqual([7000]);
    answer = () => ({ status: 429 });
    expect(await postDelivery(url(), delivery, { dispatcher, waitMs })).toMatchObject({
      status: 429,
    });
    expect(waits.length).toBe(4);
  });

  test('that never come are told', async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}/webhooks/atlas/${secret}`;
    const outcome = await postDelivery(
      nowhere,
      { body: Buffer.from('{}'), headers: {} },
      { dispatcher, waitMs: () => Promise.resolve() },
    );
    expect(outcome).toEqual({ kind: 'no_answer', code: 'ECONNREFUSED' });
  });
});

describe('a replay', () => {
  async function* deliveries(count: number) {
    for (let n = 0; n < count; n += 1) {
      yield { kind: 'delivery', delivery: { body: Buffer.from('{}'), headers: {} } } as const;
      await Promise.resolve();
    }
  }

  test('keeps to its pace', async () => {
    let now = 0;
    const startedAt: number[] = [];
    await replayDeliveries({
      entries: deliveries(4),
      post: () => {
        startedAt.push(now);
        now += 100;
        return Promise.resolve({ kind: 'answered', status: 200 });
      },
      skip: 0,
      perSecond: 4,
      stopsOnError: false,
      now: () => now,
      pause: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    });
    expect(startedAt).toEqual([0, 250, 500, 750]);
  });

  test('ends when nobody answers, and says where to go on', async () => {
    const report = await replayDeliveries({
      entries: deliveries(4),
      post: () => Promise.resolve({ kind: 'no_answer', code: 'ECONNREFUSED' }),
      skip: 1,
      perSecond: 1000,
      stopsOnError: false,
    });
    expect(report).toEqual({
      skipped: 1,
      posted: 0,
      answers: { no_answer: 1 },
      notTaken: [{ place: 2, answer: 'no_answer', code: 'ECONNREFUSED' }],
      stoppedAt: { place: 2, because: 'no_answer' },
    });
  });

  test('that only looks posts nothing', async () => {
    await writeFile(file, '{"n":1}\n{"n":2}\n');
    const run = await replay([file, '--dry-run', '--json']);
    expect(json(run)).toMatchObject({ outcome: 'possible', posted: 2 });
    expect(posted).toEqual([]);
  });
});

describe('where to', () => {
  beforeEach(() => writeFile(file, '{"n":1}\n'));

  test('is a host, with the current secret of ingest', async () => {
    const env = { WEBHOOK_SECRETS: `${secret},another-secret-of-ours` };
    const run = await replay([file, '--url', `http://127.0.0.1:${port}`], { env });
    expect(run.exitCode).toBe(0);
    expect(posted[0]?.url).toBe(`/webhooks/atlas/${secret}`);
  });

  test('stands in a file', async () => {
    const secretFile = path.join(folder, 'url');
    await writeFile(secretFile, `${url()}\n`);
    expect(
      (await replay([file], { env: { TICKETPOST_WEBHOOK_URL_FILE: secretFile } })).exitCode,
    ).toBe(0);
  });

  test.each([
    ['nobody said', [], {}, 2],
    [
      'is a whole address on the command line',
      ['--url', `https://hooks.example.com/webhooks/atlas/${secret}`],
      {},
      2,
    ],
    ['is a host, and no secret is known', ['--url', 'https://hooks.example.com'], {}, 2],
    [
      'is a plain line to another machine',
      [],
      { TICKETPOST_WEBHOOK_URL: 'http://hooks.example.com/x' },
      2,
    ],
    ['is no address', [], { TICKETPOST_WEBHOOK_URL: 'hooks' }, 78],
  ])('that %s is refused before anything is posted', async (_what, args, env, exitCode) => {
    const run = await replay([file, ...args], { env: env });
    expect({ exitCode: run.exitCode, output: run.output }).toEqual({ exitCode, output: '' });
    expect(posted).toEqual([]);
  });
});
