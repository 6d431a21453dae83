import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { buildDelivery, newOrderNo } from '@ticketpost/testkit';
import { hangUp, readAgain } from './hang-up.ts';
import { listOf, tellingParts, type KeyId } from './key-lists.ts';
import { bookingsKeys, startSystem, type AppProcess, type System } from './start-system.ts';

let folder: string;
let system: System;
let worker: AppProcess;

/** Each app's own file of a secret, as deployments have them. */
const fileOf = (app: string, name = 'payload-keys') => path.join(folder, `${app}-${name}`);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketpost-rotation-'));
  await writeFile(fileOf('ingest'), listOf('k1'));
  await writeFile(fileOf('worker'), listOf('k1'));
  await writeFile(fileOf('ingest', 'secrets'), 'the-first-webhook-secret-1');
  await writeFile(fileOf('ingest', 'bookings'), bookingsKeys.current);
  system = await startSystem({
    ingest: {
      PAYLOAD_KEYS: '',
      PAYLOAD_KEYS_FILE: fileOf('ingest'),
      WEBHOOK_SECRETS: '',
      WEBHOOK_SECRETS_FILE: fileOf('ingest', 'secrets'),
      BOOKINGS_API_KEYS: '',
      BOOKINGS_API_KEYS_FILE: fileOf('ingest', 'bookings'),
    },
    worker: { PAYLOAD_KEYS: '', PAYLOAD_KEYS_FILE: fileOf('worker') },
  });
  worker = await system.startWorker();
});
afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

const base = () => system.webhookUrl.replace(/[^/]+$/, '');
const postAs = (secret: string, body: unknown) =>
  fetch(`${base()}${secret}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const post = (orderNo: string) => postAs('the-first-webhook-secret-1', buildDelivery({ orderNo }));

async function give(app: 'ingest' | 'worker', ...ids: KeyId[]): Promise<void> {
  await writeFile(fileOf(app), listOf(...ids));
  const lines = await hangUp(app === 'ingest' ? system.ingest : worker, app === 'ingest' ? 3 : 1);
  const line = lines.find(({ variable }) => variable === 'PAYLOAD_KEYS');
  expect(line).toMatchObject({ msg: readAgain.taken, sealsWith: ids[0], opensWith: ids });
}

const outcomes = () =>
  worker.lines.flatMap((line) => /"outcome":"([a-z_]+)".*"msg":"attempt"/.exec(line)?.[1] ?? []);

describe('a rotation of PAYLOAD_KEYS', () => {
  test('under load, without a restart: nothing is refused, lost or mailed twice', async () => {
    const orderNos: string[] = [];
    const statuses: number[] = [];
    /** Posts that keep coming: each of a few callers posts again when its last order was mailed. */
    const storm = () =>
      Promise.all(
        Array.from({ length: 6 }, async () => {
          for (let n = 0; n < 4; n += 1) {
            const orderNo = newOrderNo();
            orderNos.push(orderNo);
            statuses.push((await post(orderNo)).status);
            await system.nextMailOf(orderNo);
          }
        }),
      );
    const reseal = async (): Promise<void> => {
      const environment = { PAYLOAD_KEYS: listOf('k2', 'k1') };
      const { code } = await system.runCommand(['reseal', '--speed', '100'], environment);
      // What processes report of themselves is a few seconds old.
      if (code !== 0) await reseal();
    };

    await Promise.all([storm(), give('worker', 'k1', 'k2')]);
    await Promise.all([storm(), give('ingest', 'k1', 'k2')]);
    await Promise.all([storm(), give('ingest', 'k2', 'k1')]);
    await Promise.all([storm(), give('worker', 'k2', 'k1')]);
    await Promise.all([storm(), reseal()]);
    await Promise.all([storm(), give('worker', 'k2'), give('ingest', 'k2')]);
    await storm();

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(orderNos.filter((orderNo) => system.mailsOf(orderNo).length !== 1)).toEqual([]);
    expect(new Set(outcomes())).toEqual(new Set(['sent']));
    expect(await worker.metric('ticketpost_opened_values_total{key_id="k1"}')).toBeGreaterThan(0);
    expect(await worker.metric('ticketpost_opened_values_total{key_id="k2"}')).toBeGreaterThan(0);

    const [first = ''] = orderNos;
    const shown = await system.runCommand(['order', first, '--json'], {
      PAYLOAD_KEYS: listOf('k2'),
    });
    expect(shown.lines.join('\n')).toContain('d•••@example.com');
    expect(await findSealed('k1')).toEqual([]);
    expect((await findSealed('k2')).length).toBeGreaterThan(0);
    expectNoKeys();
  }, 180_000);

  test('in the wrong order keeps what a worker cannot open until it has the key', async () => {
    await give('ingest', 'k2', 'k1');
    const orderNo = newOrderNo();
    expect((await post(orderNo)).status).toBe(200);
    const line = await worker.nextLine((text) => text.includes('"outcome":"unknown_key"'));
    expect(JSON.parse(line)).toMatchObject({ orderNo, attempt: 1, keyId: 'k2' });
    await give('worker', 'k1', 'k2');
    // It is looked at again half a minute after the first time.
    const sent = await worker.nextLine((text) => text.includes('"outcome":"sent"'), {
      timeoutMs: 60_000,
    });
    expect(JSON.parse(sent)).toMatchObject({ orderNo, attempt: 1 });
    expect(system.mailsOf(orderNo)).toHaveLength(1);
  }, 90_000);
});

test('secrets of the door rotate without a restart', async () => {
  const body = () => buildDelivery({ orderNo: newOrderNo() });
  const booking = { email: 'mara@example.com', name: 'Mara', locale: 'en' };
  const put = (key: string) =>
    system.requestBooking('PUT', newOrderNo(), { body: booking, key }).then(({ status }) => status);
  const opens = async (secret: string) => (await postAs(secret, body())).status === 200;
  expect([await opens('the-first-webhook-secret-1'), await put(bookingsKeys.current)]).toEqual([
    true,
    201,
  ]);

  await writeFile(
    fileOf('ingest', 'secrets'),
    'the-second-webhook-secret-2,the-first-webhook-secret-1\n',
  );
  await writeFile(
    fileOf('ingest', 'bookings'),
    `${bookingsKeys.previous},${bookingsKeys.current}\n`,
  );
  const lines = await hangUp(system.ingest, 3);
  expect(lines.map(({ variable, entries }) => [variable, entries])).toEqual([
    ['PAYLOAD_KEYS', undefined],
    ['WEBHOOK_SECRETS', 2],
    ['BOOKINGS_API_KEYS', 2],
  ]);
  for (const secret of ['the-second-webhook-secret-2', 'the-first-webhook-secret-1']) {
    expect(await opens(secret)).toBe(true);
  }
  for (const key of Object.values(bookingsKeys)) expect(await put(key)).toBe(201);

  await writeFile(fileOf('ingest', 'secrets'), 'the-second-webhook-secret-2');
  await writeFile(fileOf('ingest', 'bookings'), bookingsKeys.previous);
  await hangUp(system.ingest, 3);
  expect(await opens('the-first-webhook-secret-1')).toBe(false);
  expect(await opens('the-second-webhook-secret-2')).toBe(true);
  expect([await put(bookingsKeys.current), await put(bookingsKeys.previous)]).toEqual([401, 201]);
  const log = system.ingest.lines.join('\n');
  for (const secret of ['the-second-webhook', 'the-first-webhook', bookingsKeys.previous]) {
    expect(log).not.toContain(secret);
  }
});

test('a process without a file of secrets ends in order with SIGHUP, as ever', async () => {
  const other = await system.startWorker({ PAYLOAD_KEYS: listOf('k1'), PAYLOAD_KEYS_FILE: '' });
  other.signal('SIGHUP');
  expect(await other.exited).toEqual({ code: 0, signal: null });
});

function expectNoKeys(): void {
  const log = system.processes.flatMap(({ lines }) => lines).join('\n');
  for (const part of tellingParts) expect(log).not.toContain(part);
}

/** Keys of Redis that hold something that looks sealed with a key. */
async function findSealed(keyId: KeyId): Promise<string[]> {
  const redis = new Redis(system.redis.url);
  const form = new RegExp(`(?<![A-Za-z0-9_-])${keyId}\\.[A-Za-z0-9_-]{38,}`);
  const found: string[] = [];
  try {
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const texts =
        type === 'hash'
          ? Object.values(await redis.hgetall(key))
          : type === 'string'
            ? [(await redis.get(key)) ?? '']
            : type === 'stream'
              ? (await redis.xrange(key, '-', '+')).flatMap(([, fields]) => fields)
              : [];
      if (texts.some((text) => form.test(text))) found.push(key);
    }
  } finally {
    redis.disconnect();
  }
  return found;
}
