import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  findFreePort,
  sampleDelivery,
  startTestRedis,
  type RunningRedis,
} from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { startIngest, type IngestProcess } from './start-ingest.ts';

const sample = JSON.stringify(sampleDelivery());
const drained = 'drained the journal';

let folder: string;
let redis: RunningRedis;
let admin: Redis;
const processes: IngestProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-journal-'));
  redis = await startTestRedis();
  admin = new Redis(redis.url);
});
afterEach(async () => {
  for (const { process } of processes.splice(0)) await process.kill();
  admin.disconnect();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(environment: Record<string, string> = {}): Promise<IngestProcess> {
  const ingest = await startIngest({
    REDIS_URL: redis.url,
    JOURNAL_DIR: path.join(folder, 'journal'),
    ENQUEUE_TIMEOUT_MS: '300',
    ...environment,
  });
  processes.push(ingest);
  return ingest;
}
async function startListening(environment: Record<string, string> = {}): Promise<IngestProcess> {
  const ingest = await start(environment);
  await ingest.logged('listening');
  return ingest;
}

async function post(ingest: IngestProcess, body = sample) {
  const response = await ingest.post(body);
  const { deliveryId } = (await response.json()) as { deliveryId: string };
  return { status: response.status, deliveryId };
}

/** The ids of the jobs that wait on a queue, each counted. */
async function countJobs(queue: 'events' | 'quarantine'): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of await admin.lrange(`{ticketpost}:${queue}:wait`, 0, -1)) {
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}
const once = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 1]));

describe('while Redis takes no deliveries, each is acknowledged, kept and moved to it later', () => {
  const outages: [string, () => unknown, () => unknown][] = [
    [
      'because it is frozen',
      () => {
        redis.freeze();
      },
      () => {
        redis.thaw();
      },
    ],
    ['because it is down', () => redis.kill(), () => redis.restart()],
    [
      'because it is out of memory',
      () => admin.config('SET', 'maxmemory', '1'),
      () => admin.config('SET', 'maxmemory', '0'),
    ],
    [
      'because it is read-only',
      () => admin.replicaof('127.0.0.1', 1),
      () => admin.replicaof('NO', 'ONE'),
    ],
  ];

  test.each(outages)('%s', async (_what, begin, end) => {
    const ingest = await startListening();
    await begin();
    const answers = [];
    for (let index = 0; index < 5; index += 1) answers.push(await post(ingest));
    const unreadable = await post(ingest, '{');
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(unreadable.status).toBe(400);

    const { status, checks } = await ingest.readiness();
    expect(status).toBe(200);
    expect(checks).toMatchObject({
      redis: { status: 'warning' },
      journal: { status: 'warning', entries: 6, setAside: 0 },
    });
    expect(await ingest.metric('ticketpost_journal_breaker_open')).toBe(1);
    expect(await ingest.metric('ticketpost_journal_journalled_total')).toBe(6);

    await end();
    await ingest.logged(drained);
    await ingest.process.nextLine((line) => line.includes(drained) && line.includes('"left":0'));
    expect(await countJobs('events')).toEqual(once(answers.map(({ deliveryId }) => deliveryId)));
    expect(await countJobs('quarantine')).toEqual(once([unreadable.deliveryId]));
    expect(await ingest.metric('ticketpost_journal_drained_total')).toBe(6);

    const later = await post(ingest);
    expect(await countJobs('events')).toHaveProperty(later.deliveryId);
    const line = await ingest.process.nextLine(
      (text) => text.includes(later.deliveryId) && text.includes('"msg":"delivery"'),
    );
    expect(JSON.parse(line)).toMatchObject({ storedIn: 'redis', outcome: 'accepted' });
    expect((await ingest.readiness()).checks['journal']).toEqual({
      status: 'ok',
      entries: 0,
      setAside: 0,
    });
  });
});

test('a delivery does not wait for a Redis that was never there', async () => {
  const port = await findFreePort();
  const ingest = await startListening({
    REDIS_URL: `redis://127.0.0.1:${port}`,
    ENQUEUE_TIMEOUT_MS: '4000',
  });
  const { status, deliveryId } = await post(ingest);
  expect(status).toBe(200);
  const line = await ingest.process.nextLine((text) => text.includes(deliveryId));
  const { storedIn, durationMs } = JSON.parse(line) as { storedIn: string; durationMs: number };
  expect(storedIn).toBe('journal');
  expect(durationMs).toBeLessThan(4000);
});

test('what was acknowledged outlives kill -9 of everything', async () => {
  const ingest = await startListening();
  await redis.kill();
  const ids: string[] = [];
  for (let index = 0; index < 20; index += 1) ids.push((await post(ingest)).deliveryId);
  await ingest.process.kill();
  await redis.restart();
  const next = await startListening();
  await next.process.nextLine((line) => line.includes(drained) && line.includes('"left":0'));
  expect(await countJobs('events')).toEqual(once(ids));
});

test('with neither Redis nor a usable journal a delivery is answered 503, and readyz tells the reason', async () => {
  const inTheWay = path.join(folder, 'in-the-way');
  await writeFile(inTheWay, '');
  const ingest = await startListening({ JOURNAL_DIR: path.join(inTheWay, 'journal') });
  expect((await post(ingest)).status).toBe(200);
  expect((await ingest.readiness()).status).toBe(200);
  await redis.kill();
  expect((await post(ingest)).status).toBe(503);
  const { status, checks } = await ingest.readiness();
  expect(status).toBe(503);
  expect(checks).toMatchObject({
    redis: { status: 'failed' },
    journal: { status: 'warning', reason: expect.stringContaining('ENOTDIR') as unknown },
  });
  expect(await ingest.metric('ticketpost_journal_usable')).toBe(0);
});

test('without JOURNAL_DIR nothing is journalled: 503, and no check of a journal', async () => {
  const ingest = await startListening({ JOURNAL_DIR: '' });
  redis.freeze();
  for (let index = 0; index < 4; index += 1) expect((await post(ingest)).status).toBe(503);
  redis.thaw();
  expect((await post(ingest)).status).toBe(200);
  expect(Object.keys((await ingest.readiness()).checks)).not.toContain('journal');
});

describe('a folder that only a person can put right ends ingest with 78', () => {
  const exitOf = async (environment: Record<string, string>) => {
    const ingest = await start(environment);
    const { code } = await ingest.process.exited;
    return { code, problems: ingest.process.lines.filter((line) => line.startsWith('  - ')) };
  };

  test('when another ingest uses it', async () => {
    await startListening();
    const { code, problems } = await exitOf({});
    expect(code).toBe(78);
    expect(problems).toEqual([expect.stringMatching(/^ {2}- JOURNAL_DIR .*folder of its own/)]);
  });

  test('when it is a file', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    expect((await exitOf({ JOURNAL_DIR: file })).code).toBe(78);
  });
});

test.each(['frozen', 'down'] as const)(
  'SIGTERM ends ingest in order while Redis is %s, and leaves the journal to the next',
  async (state) => {
    const ingest = await startListening({ SHUTDOWN_TIMEOUT_MS: '3000' });
    if (state === 'frozen') redis.freeze();
    else await redis.kill();
    const { deliveryId } = await post(ingest);
    ingest.process.signal('SIGTERM');
    expect(await ingest.process.exited).toEqual({ code: 0, signal: null });
    await redis.restart();
    const next = await startListening();
    await next.process.nextLine((line) => line.includes(drained) && line.includes('"left":0'));
    expect(Object.keys(await countJobs('events'))).toContain(deliveryId);
  },
);
