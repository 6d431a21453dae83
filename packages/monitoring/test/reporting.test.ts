import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMonitor, startReporting, type ProcessReport } from '@ticketpost/monitoring';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';

const never = () => undefined;
const debug = () => undefined;

let server: RunningRedis;
let redis: Redis;

beforeAll(async () => {
  server = await startTestRedis();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});
beforeEach(async () => {
  await redis.flushall();
});

async function readProcesses(): Promise<ProcessReport[]> {
  const monitor = createMonitor({ redis, onError: never });
  try {
    return (await monitor.read()).processes;
  } finally {
    await monitor.close();
  }
}

async function until(isSo: (processes: ProcessReport[]) => boolean): Promise<ProcessReport[]> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const processes = await readProcesses();
    if (isSo(processes)) return processes;
  }
  throw new Error('it did not come to that');
}

const start = (options: Partial<Parameters<typeof startReporting>[0]> = {}) =>
  startReporting({ redis, app: 'worker', checks: {}, logger: { debug }, ...options });

test('a process tells how it is, and that it is no more', async () => {
  const reporting = start({
    checks: {
      redis: () => Promise.resolve({ status: 'ok', latency: 3 }),
      supplier: () =>
        Promise.resolve({ status: 'warning', reason: 'unavailable', remedy: 'wait', code: 'x' }),
      redis_settings: () =>
        Promise.resolve({
          status: 'warning',
          warnings: [{ setting: 'appendonly', found: 'no', wanted: 'yes', cost: 'data' }],
        }),
      broken: () => Promise.reject(new Error('no '.repeat(1000))),
    },
    read: () => ({
      journal: { entries: 3, oldestAt: '2026-01-02T03:04:05.678Z' },
      pause: {
        state: 'paused',
        since: '2026-01-02T03:04:05.678Z',
        reason: 'login_refused',
        reply: '535',
        remedy: 'look at SMTP_URL',
      },
    }),
  });
  const [report] = await until(({ length }) => length > 0);
  expect(report).toEqual({
    id: expect.stringMatching(/^worker-[0-9a-f]{12}$/),
    app: 'worker',
    host: expect.any(String),
    startedAt: expect.stringMatching(/Z$/),
    seenAt: expect.stringMatching(/Z$/),
    journal: { entries: 3, oldestAt: '2026-01-02T03:04:05.678Z' },
    pause: {
      state: 'paused',
      since: '2026-01-02T03:04:05.678Z',
      reason: 'login_refused',
      reply: '535',
      remedy: 'look at SMTP_URL',
    },
    checks: {
      redis: { status: 'ok' },
      supplier: { status: 'warning', reason: 'unavailable', remedy: 'wait' },
      redis_settings: {
        status: 'warning',
        reason: 'appendonly is no: data',
        remedy: 'set appendonly to yes',
      },
      broken: { status: 'failed', reason: 'no '.repeat(1000).slice(0, 500) },
    },
  });
  await reporting.close();
  expect(await readProcesses()).toEqual([]);
  expect(await redis.dbsize()).toBe(0);
});

test('several are listed by app, and then by start', async () => {
  const reportings = [start(), start({ app: 'dashboard' }), start({ app: 'ingest' }), start()];
  const processes = await until(({ length }) => length === 4);
  expect(processes.map(({ app }) => app)).toEqual(['dashboard', 'ingest', 'worker', 'worker']);
  expect(new Set(processes.map(({ id }) => id)).size).toBe(4);
  for (const reporting of reportings) await reporting.close();
});

test('a report is renewed, and expires when its process dies', async () => {
  const reporting = start({ everyMs: 5 });
  const [first] = await until(({ length }) => length > 0);
  await until(([report]) => report !== undefined && report.seenAt !== first?.seenAt);
  const key = `ticketpost:{processes}:report:${first?.id ?? ''}`;
  expect(await redis.pttl(key)).toBeGreaterThan(0);
  expect(await redis.pttl('ticketpost:{processes}:seen')).toBeGreaterThan(0);
  await reporting.close();
  // As after a crash: the index still names it.
  await redis.zadd('ticketpost:{processes}:seen', Date.now(), first?.id ?? '');
  expect(await readProcesses()).toEqual([]);
});

test.each([
  ['no JSON', '{'],
  ['something else', '{"id":"one"}'],
  ['another app', JSON.stringify({ id: 'a', app: 'evil', checks: {} })],
])('what is %s is no report', async (_what, stored) => {
  await redis.zadd('ticketpost:{processes}:seen', 1, 'one');
  await redis.set('ticketpost:{processes}:report:one', stored);
  expect(await readProcesses()).toEqual([]);
});

describe('while Redis is away', () => {
  test('an app is not held up, nor does one report follow the other', async () => {
    const gone = await startTestRedis();
    // As a worker's: its commands wait for Redis to come back.
    const connection = new Redis(gone.url, {
      maxRetriesPerRequest: null,
      retryStrategy: () => 20,
    });
    connection.on('error', never);
    await new Promise((resolve) => connection.once('ready', resolve));
    let looks = 0;
    const looked = new Promise<void>((resolve) => {
      const check = () => {
        looks += 1;
        if (looks > 20) resolve();
        return Promise.resolve({ status: 'ok' as const });
      };
      void gone.kill().then(() => {
        reporting = start({ redis: connection, everyMs: 2, checks: { check } });
      });
    });
    let reporting: ReturnType<typeof startReporting> | undefined;
    await looked;
    await reporting?.close();
    const ready = new Promise((resolve) => connection.once('ready', resolve));
    await gone.restart();
    await ready;
    connection.disconnect();
    await gone.stop();
  });

  test('a frozen Redis gets one report only, and closing ends in time', async () => {
    const frozen = await startTestRedis();
    const connection = new Redis(frozen.url, { maxRetriesPerRequest: null });
    connection.on('error', never);
    await new Promise((resolve) => connection.once('ready', resolve));
    frozen.freeze();
    let looks = 0;
    const check = () => {
      looks += 1;
      return Promise.resolve({ status: 'ok' as const });
    };
    const messages: unknown[] = [];
    const reporting = start({
      redis: connection,
      everyMs: 1,
      checks: { check },
      logger: { debug: (...args: unknown[]) => messages.push(args.at(-1)) },
    });
    await reporting.close();
    expect(looks).toBe(1);
    expect(messages).toEqual(['the report of this process stays until it expires']);
    frozen.thaw();
    connection.disconnect();
    await frozen.stop();
  });
});
