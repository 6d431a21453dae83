import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedger } from '@ticketpost/ledger';
import { createKeyringFromList } from '@ticketpost/queue';
import { createRetention, readPeriods } from '@ticketpost/retention';
import { startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { Redis } from 'ioredis';
import { createChecks } from '../src/create-checks.ts';
import { runChecks } from '../src/run-checks.ts';

const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
const keyring = createKeyringFromList([keys]);
const dayMs = 24 * 60 * 60 * 1000;
const settings = {
  retainOrdersDays: 400,
  retainPersonalDays: 400,
  retainDeadLettersDays: 90,
  retainQuarantineDays: 90,
  retainAuditDays: 400,
};

let server: RunningRedis;
let redis: Redis;
let nowMs: number;
const now = () => nowMs;

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
  nowMs = Date.now();
});

const environment = () => ({ REDIS_URL: server.url, PAYLOAD_KEYS: keys });
const look = (more: Readonly<Record<string, string>> = {}) =>
  runChecks(
    createChecks({
      environment: { ...environment(), ...more },
      now: () => new Date(nowMs),
    }).filter(({ name }) => name === 'retention'),
  );
const brief = async (more: Readonly<Record<string, string>> = {}) =>
  (await look(more)).map(({ name, status }) => `${name} ${status}`);

async function run(more: Partial<typeof settings> = {}) {
  const periods = readPeriods({ ...settings, ...more });
  const retention = createRetention({
    redis,
    keyring,
    periods,
    onError: () => undefined,
    rest: () => Promise.resolve(),
    now,
  });
  await retention.run({ by: 'schedule', signal: new AbortController().signal });
  await retention.close();
}

const plantDeadLetter = async () => {
  await redis.zadd('{ticketpost}:events:failed', nowMs, 'dead-letter-1');
  const fields = { name: 'order.void', data: '{}', opts: '{}', timestamp: nowMs };
  await redis.hset('{ticketpost}:events:dead-letter-1', fields);
};

describe('retention', () => {
  test('that has not run is to be looked at, and one that ran is fine', async () => {
    expect(await brief()).toEqual([
      'retention.periods ok',
      'retention.run warning',
      'retention.oldest ok',
    ]);
    await run();
    expect(await brief()).toEqual([
      'retention.periods ok',
      'retention.run ok',
      'retention.oldest ok',
    ]);
    nowMs += 1.9 * dayMs;
    expect((await brief())[1]).toBe('retention.run ok');
    nowMs += 0.2 * dayMs;
    expect((await look())[1]).toMatchObject({
      status: 'failed',
      finding: 'it has not run for 2 days',
      remedy: expect.stringContaining('ticketpost retention'),
    });
  });

  test('that could not do all of it', async () => {
    await redis.set('ticketpost:audit', 'no stream');
    await run();
    await redis.del('ticketpost:audit');
    expect((await look())[1]).toMatchObject({
      status: 'failed',
      finding: 'the last run could not do all of it: audit_log (WRONGTYPE)',
    });
  });

  test('tells its periods, and where they are not those of the last run', async () => {
    await run({ retainPersonalDays: 180 });
    const [first] = await look({ RETAIN_PERSONAL_DAYS: '180' });
    expect(first).toEqual({
      name: 'retention.periods',
      status: 'ok',
      finding:
        'days: 400 orders, 180 what is personal of them, 90 dead letters, 90 quarantine, 400 audit log',
    });
    expect((await look())[0]).toMatchObject({
      status: 'warning',
      finding: expect.stringContaining('the last run had days: 400 orders, 180 what'),
    });
  });

  test('finds what ought to be gone: a dead letter, and personal parts', async () => {
    const ledger = createLedger({ redis, sealer: keyring, now });
    await ledger.putBooking('ORDER1', { body: { email: 'a@example.com' } }, { event: 'booked' });
    await plantDeadLetter();
    nowMs += 50 * dayMs;
    const variables = { RETAIN_PERSONAL_DAYS: '49' };
    expect((await look(variables))[2]).toMatchObject({
      status: 'ok',
      finding: expect.stringContaining('dead letter of 50 days, order with personal parts of 50'),
    });
    nowMs += 43 * dayMs;
    expect(await look(variables)).toMatchObject([
      {},
      {},
      { finding: 'still there: dead letter of 93 days; its period is 90', status: 'failed' },
      {
        finding: 'still there: order with personal parts of 93 days; its period is 49',
        status: 'failed',
      },
    ]);
    await run({ retainPersonalDays: 49 });
    // It is told of now.
    expect((await brief(variables)).slice(1)).toEqual(['retention.run ok', 'retention.oldest ok']);
  });
});

test('a damaged file that the journal has set aside', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-doctor-'));
  await writeFile(path.join(folder, '7.journal.damaged'), 'x');
  const checks = createChecks({ environment: { JOURNAL_DIR: folder } });
  const found = await runChecks(checks.filter(({ name }) => name === 'journal'));
  await rm(folder, { recursive: true });
  expect(found.at(-1)).toMatchObject({
    name: 'journal.set_aside',
    status: 'warning',
    finding: '1 damaged file(s) stand there, the oldest for 0 days',
  });
});
