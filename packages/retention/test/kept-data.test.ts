import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSweeps } from '@ticketpost/queue';
import { retentionVariables } from '../src/retention-variables.ts';
import { keptData } from '../src/kept-data.ts';
import { day, startSystem } from './start-system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

const toPattern = (glob: string) =>
  new RegExp(`^${glob.replaceAll(/[{}]/g, '\\$&').replaceAll('*', '.*')}$`);
const patterns = keptData.flatMap(({ where }) => ('disk' in where ? [] : where.map(toPattern)));

test('every key that is written has its line in the table', async () => {
  await system.sendOrder('ORDER1');
  await system.oweOrder('ORDER2', { state: 'dead' });
  await system.die('dead-letter-1', 'ORDER2');
  await system.workOff('worked-off-1');
  await system.quarantine('kept-delivery', { nothing: 'that can be read' });
  await system.answers.write([
    { deliveryId: 'a', arrivedAt: Date.now(), status: 200, afterMs: 1, isBroken: false },
  ]);
  const act = { action: 'erase', by: 'olga', via: 'cli' } as const;
  await system.audit.around(act, () => Promise.resolve({ kind: 'erased' }));
  const connection = system.redis.duplicate({ maxRetriesPerRequest: null });
  let isSwept: () => void = () => undefined;
  const swept = new Promise<void>((resolve) => {
    isSwept = resolve;
  });
  const sweeps = createSweeps({
    connection,
    purpose: 'retention',
    everyMs: 60_000,
    sweep: () => {
      isSwept();
      return Promise.resolve({});
    },
    onError: () => undefined,
  });
  await sweeps.begin();
  await swept;
  await sweeps.close();
  connection.disconnect();
  system.clock.nowMs += 80 * day;
  await system.run();

  const keys = await system.redis.keys('*');
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !patterns.some((pattern) => pattern.test(key)))).toEqual([]);
});

test('the table names every setting, and none that is not', () => {
  const named = keptData.flatMap(({ ends }) => ends.match(/RETAIN_[A-Z_]+/g) ?? []);
  const names = Object.values(retentionVariables).map(({ name }) => name);
  expect([...new Set(named)].toSorted()).toEqual(names.toSorted());
});
