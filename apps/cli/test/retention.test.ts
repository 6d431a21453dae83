import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { json, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const dayMs = 24 * 60 * 60 * 1000;
const completed = '{ticketpost}:events:completed';

beforeEach(async () => {
  await system.redis.flushall();
  await system.redis.zadd(completed, Date.now() - 2 * dayMs, 'worked-off-1');
  await system.redis.hset('{ticketpost}:events:worked-off-1', 'timestamp', 1, 'data', '{}');
});

const isThere = async () => (await system.redis.zscore(completed, 'worked-off-1')) !== null;
const audited = async () => {
  const { output } = await system.run('audit', 'list', '--json');
  const { entries } = json({ output }) as { entries: { action: string; by: string }[] };
  return entries.map(({ action, by }) => `${action} ${by}`);
};

test('says what would go, and changes nothing', async () => {
  const { exitCode, output, remarks } = await system.run('retention', '--dry-run');
  expect(exitCode).toBe(0);
  expect(output).toMatch(/KIND +PAST ITS PERIOD +EXPIRES SOON\ncompleted_job +1 +0\n/);
  expect(remarks).toEqual(['the last run ended: never']);
  expect(await isThere()).toBe(true);
  expect(await audited()).toEqual([]);
});

test('removes nothing without a yes', async () => {
  expect((await system.run('retention')).remarks.at(-1)).toBe('nothing was done: --yes removes it');
  const declined = await system.runWith({ answer: false }, 'retention');
  expect(declined.questions).toEqual(['Remove what is past its period, for good?']);
  expect(await isThere()).toBe(true);
});

test('removes it, in the audit log, and tells in JSON', async () => {
  const { exitCode, output } = await system.run('retention', '--yes', '--json', '--by', 'olga');
  expect(exitCode).toBe(0);
  expect(json({ output })).toEqual({
    outcome: 'done',
    periods: { orders: 400, personal: 400, deadLetters: 90, quarantine: 90, audit: 400 },
    lastRun: null,
    removed: { completed_job: 1 },
    expiring: {},
    failures: [],
  });
  expect(await isThere()).toBe(false);
  expect(await audited()).toEqual(['retention olga']);
  expect((await system.run('retention', '--dry-run')).output).toBe('nothing is past its period\n');
});

test('does nothing with other periods than those of the workers', async () => {
  await system.run('retention', '--yes');
  const env = { RETAIN_PERSONAL_DAYS: '30' };
  const { exitCode, remarks } = await system.runWith({ env }, 'retention', '--yes');
  expect(exitCode).toBe(78);
  expect(remarks.at(-1)).toContain('nothing was done');
});

test('leaves it to a worker that is at it', async () => {
  await system.redis.set('ticketpost:{retention}:lock', 'another', 'PX', 60_000);
  const { exitCode, remarks } = await system.run('retention', '--yes');
  expect(exitCode).toBe(1);
  expect(remarks.at(-1)).toBe('a worker is at it just now');
  expect(await isThere()).toBe(true);
});
