import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  buildDelivery,
  findFreePort,
  startProcess,
  startTestRedis,
  type RunningProcess,
  type RunningRedis,
} from '@ticketpost/testkit';

const secrets = {
  webhook: 'f3b0c44298fc1c149afbf4c8996fb92427ae41e4',
  payloadKey: 'Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=',
  bookings: 'b2lS5nJx8vQ3Wd7pZr4TfM1yHc6KuE9g',
  redis: 'Lw5sRt8vYb2nQe7hJk4m',
};
const personal = {
  name: 'MARKEDNAME/TRAVELLER',
  ticketNo: '999-7770001112',
  orderNo: 'MARKD20260102030405678',
};

let redis: RunningRedis;
let folder: string;
beforeAll(async () => {
  redis = await startTestRedis();
  const connection = new Redis(redis.url);
  await connection.config('SET', 'requirepass', secrets.redis);
  connection.disconnect();
  folder = await mkdtemp(join(tmpdir(), 'ticketpost-main-'));
});
afterAll(async () => {
  const connection = new Redis({ port: redis.port, password: secrets.redis });
  await connection.config('SET', 'requirepass', '');
  connection.disconnect();
  await redis.stop();
  await rm(folder, { recursive: true });
});

/** The process itself, with every secret in its environment. */
async function startMain(port: number, adminPort: number, more: Record<string, string> = {}) {
  return startProcess({
    name: 'ingest',
    command: process.execPath,
    args: [
      ...['--conditions=source', '--import', 'tsx'],
      // Not SIGUSR2, which ends the process in order.
      ...['--report-on-signal', '--report-signal=SIGWINCH', `--report-directory=${folder}`],
      fileURLToPath(new URL('../src/main.ts', import.meta.url)),
    ],
    env: {
      PATH: process.env['PATH'],
      LOG_LEVEL: 'trace',
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      REDIS_URL: `redis://:${secrets.redis}@127.0.0.1:${redis.port}`,
      WEBHOOK_SECRETS: secrets.webhook,
      PAYLOAD_KEYS: `k1:${secrets.payloadKey}`,
      BOOKINGS_API_KEYS: secrets.bookings,
      ...more,
    },
  });
}

const isListening = (line: string) => line.includes('"msg":"listening"');

function expectNothing(text: string, marks: Readonly<Record<string, string>>): void {
  for (const [what, mark] of Object.entries(marks)) {
    expect({ what, isThere: text.includes(mark) }).toEqual({ what, isThere: false });
  }
}

describe('a running ingest', () => {
  let ingest: RunningProcess;
  let port: number;
  let adminPort: number;
  beforeAll(async () => {
    port = await findFreePort();
    adminPort = await findFreePort();
    ingest = await startMain(port, adminPort);
    await ingest.nextLine(isListening, { timeoutMs: 30_000 });
    const post = (path: string, body: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body });
    const delivery = JSON.stringify(buildDelivery({ orderNo: personal.orderNo })).replaceAll(
      /"name":"[^"]*"/g,
      `"name":"${personal.name}"`,
    );
    const webhook = `/webhooks/atlas/${secrets.webhook}`;
    expect((await post(webhook, delivery)).status).toBe(200);
    expect((await post(webhook, `${delivery} rubbish`)).status).toBe(400);
    expect((await post(`${webhook}x`, delivery)).status).toBe(404);
    expect((await post(`${webhook}/`, delivery)).status).toBe(404);
    const booking = await fetch(`http://127.0.0.1:${port}/bookings/${personal.orderNo}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${secrets.bookings}` },
      body: JSON.stringify({ email: 'marked@example.com', name: personal.name, locale: 'en' }),
    });
    expect(booking.status).toBe(201);
  });
  afterAll(async () => {
    await ingest.stop();
  });

  test('tells no secret and nothing personal in its metrics and checks', async () => {
    const answers = ['/metrics', '/readyz', '/livez'].map(async (path) =>
      (await fetch(`http://127.0.0.1:${adminPort}${path}`)).text(),
    );
    const text = (await Promise.all(answers)).join('\n');
    expect(text).toContain('ticketpost_deliveries_total{outcome="accepted"} 1');
    expectNothing(text, { ...secrets, ...personal, address: '"127.0.0.1"', mail: 'marked@' });
  });

  test('has no secret in a report of its state, nor in the list of processes', async () => {
    ingest.signal('SIGWINCH');
    await ingest.nextLine((line) => line.includes('Node.js report completed'), {
      timeoutMs: 25_000,
    });
    const [name = ''] = await readdir(folder);
    const report = await readFile(join(folder, name), 'utf8');
    expect(report).toContain('"commandLine"');
    expectNothing(report, secrets);
    const list = spawnSync('ps', ['-o', 'args=', '-p', String(ingest.pid)], { encoding: 'utf8' });
    expect(list.stdout).toContain('main.ts');
    expectNothing(list.stdout, secrets);
  });

  test('has no secret and no name in its log, at any level', async () => {
    await ingest.stop();
    const log = ingest.lines.join('\n');
    expect(log).toContain('"outcome":"accepted"');
    expectNothing(log, { ...secrets, name: personal.name, mail: 'marked@example.com' });
  });
});

describe('an ingest that cannot go on', () => {
  test('tells no secret when its port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const ingest = await startMain(port, 0);
    expect(await ingest.exited).toMatchObject({ code: 1 });
    taken.close();
    const log = ingest.lines.join('\n');
    expect(log).toContain('EADDRINUSE');
    expectNothing(log, secrets);
  });

  test('tells no secret when Redis refuses its password', async () => {
    const wrong = 'Xn3kVq9zPd6fGw1t';
    const ingest = await startMain(0, 0, {
      REDIS_URL: `redis://:${wrong}@127.0.0.1:${redis.port}`,
    });
    await ingest.nextLine(isListening, { timeoutMs: 30_000 });
    await ingest.stop();
    const log = ingest.lines.join('\n');
    expect(log).toContain('WRONGPASS');
    expectNothing(log, { ...secrets, wrong });
  });

  test('tells no secret when its environment is wrong', async () => {
    const ingest = await startMain(0, 0, {
      NODE_ENV: 'production',
      WEBHOOK_SECRETS: `${secrets.webhook},changeme-changeme`,
      MAX_CONNECTIONS: 'many',
    });
    expect(await ingest.exited).toMatchObject({ code: 78 });
    const log = ingest.lines.join('\n');
    expect(log).toContain('WEBHOOK_SECRETS is a placeholder');
    expect(log).toContain('MAX_CONNECTIONS must be');
    expectNothing(log, { ...secrets, placeholder: 'changeme' });
  });
});
