import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { hangUp, readAgain } from './hang-up.ts';
import { listOf, type KeyId } from './key-lists.ts';
import { startSystem, type AppProcess, type System } from './start-system.ts';

const apps = ['ingest', 'worker', 'dashboard'] as const;
type App = (typeof apps)[number];

let folder: string;
let system: System;
let dashboard: Awaited<ReturnType<System['startDashboard']>>;
let processes: Readonly<Record<App, AppProcess>>;

/** Each app's own file, as deployments have them. */
const fileOf = (app: App) => path.join(folder, app);
const give = (app: App, ...ids: KeyId[]) => writeFile(fileOf(app), listOf(...ids));

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-keys-'));
  for (const app of apps) await give(app, 'k1');
  const withFile = (app: App) => ({ PAYLOAD_KEYS: '', PAYLOAD_KEYS_FILE: fileOf(app) });
  system = await startSystem({ ingest: withFile('ingest'), worker: withFile('worker') });
  dashboard = await system.startDashboard(withFile('dashboard'));
  processes = { ingest: system.ingest, worker: await system.startWorker(), dashboard };
});
afterEach(async () => {
  for (const app of apps) {
    await give(app, 'k1');
    await hangUp(processes[app], 1);
  }
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

/** Sends an order through all of them, and answers its number. */
async function mailOne(): Promise<string> {
  const orderNo = newOrderNo();
  expect((await system.post(buildDelivery({ orderNo }))).status).toBe(200);
  await system.nextMailOf(orderNo);
  return orderNo;
}

const pageOf = async (orderNo: string) => await (await dashboard(`/orders/${orderNo}`)).text();
const mailbox = 'd•••@example.com';

describe.each(apps)('%s reads a list again that is', (app) => {
  test.each([
    ['of a key that is too short', `${listOf('k1')},k2:c2hvcnQ=`, /entry 2, must be a comma list/],
    ['empty', '\n', /names a file that is empty/],
    [
      'of another key under an id that is in use',
      `k1:${Buffer.alloc(32, 9).toString('base64')}`,
      /the key "k1" is not the one that was known by this id/,
    ],
    ['gone', undefined, /ENOENT/],
  ])('%s: it is refused, and the old one stays', async (_what, text, reason) => {
    await (text === undefined ? rm(fileOf(app)) : writeFile(fileOf(app), text));
    expect(await hangUp(processes[app], 1)).toEqual([
      expect.objectContaining({
        level: 'error',
        msg: readAgain.refused,
        variable: 'PAYLOAD_KEYS',
        reason: expect.stringMatching(reason),
      }),
    ]);
    expect(await pageOf(await mailOne())).toContain(mailbox);
    const log = processes[app].lines.join('\n');
    for (const part of text?.match(/[\w+/]{8,}=*/g) ?? []) expect(log).not.toContain(part);
  });
});

test('the dashboard takes a list without a restart: it seals with the new key and opens with all', async () => {
  const orderNo = await mailOne();
  const listening = () => dashboard.lines.filter((line) => line.includes('is listening'));
  await give('dashboard', 'k2', 'k1');
  expect(await hangUp(dashboard, 1)).toEqual([
    expect.objectContaining({
      level: 'info',
      msg: readAgain.taken,
      variable: 'PAYLOAD_KEYS',
      sealsWith: 'k2',
      opensWith: ['k2', 'k1'],
    }),
  ]);
  expect(await pageOf(orderNo)).toContain(mailbox);
  const { deliveryId } = (await (await system.post('{')).json()) as { deliveryId: string };
  const discarding = { method: 'POST', body: { reason: 'noise of a test' } } as const;
  expect((await dashboard(`/quarantine/${deliveryId}/discard`, discarding)).status).toBe(200);
  expect(await sealedWords()).toEqual([expect.stringMatching(/^k2\./)]);
  expect(await (await dashboard('/audit')).text()).toContain('noise of a test');

  await give('dashboard', 'k2');
  expect(await hangUp(dashboard, 1)).toMatchObject([{ opensWith: ['k2'], opensNoMore: ['k1'] }]);
  const page = await pageOf(orderNo);
  expect(page).not.toContain(mailbox);
  expect(page).toContain('"missingKeys":["k1"]');

  await give('dashboard', 'k2', 'k1');
  await hangUp(dashboard, 1);
  expect(await pageOf(orderNo)).toContain(mailbox);
  expect(listening()).toHaveLength(1);
});

/** Why people did things, as it stands in Redis. */
async function sealedWords(): Promise<string[]> {
  const redis = new Redis(system.redis.url);
  try {
    const days = await redis.keys('ticketpost:audit-whys:*');
    return (await Promise.all(days.map((day) => redis.hvals(day)))).flat();
  } finally {
    redis.disconnect();
  }
}
