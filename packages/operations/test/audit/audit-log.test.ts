import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startTestRedis } from '@ticketpost/testkit';
import { createKeyring } from '@ticketpost/queue';
import { createAuditLog } from '../../src/audit/audit-log.ts';
import type { AuditEntry } from '../../src/audit/audited-action.ts';
import { keyring } from '../start-operations.ts';

let server: Awaited<ReturnType<typeof startTestRedis>>;
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

const open = (now = Date.now) => createAuditLog({ redis, keyring, now });
const action = { action: 'redrive', by: 'olga', via: 'cli', why: 'for Mia', orderNo: 'A' } as const;
const done = () => Promise.resolve({ kind: 'done' });
const streamKey = 'ticketpost:audit';

async function all(audit = open()): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of audit.export()) entries.push(entry);
  return entries;
}

describe('the audit log', () => {
  test('has a line before the work begins, and its end after', async () => {
    const audit = open();
    let during: AuditEntry[] = [];
    const result = await audit.around(action, async () => {
      during = (await audit.list({ limit: 10 })).entries;
      return { kind: 'redriven', deliveryIds: ['x'] };
    });
    expect(result).toEqual({ kind: 'redriven', deliveryIds: ['x'] });
    expect(during).toEqual([
      {
        ...action,
        id: expect.any(String) as unknown as string,
        at: expect.any(String) as unknown as string,
      },
    ]);
    expect((await audit.list({ limit: 10 })).entries).toEqual([
      { ...during[0], outcome: 'redriven' },
    ]);
  });

  test('tells what failed, and lets it fail', async () => {
    const failing = open().around(action, () => Promise.reject(new Error('Redis is gone')));
    await expect(failing).rejects.toThrow('Redis is gone');
    expect(await all()).toMatchObject([{ outcome: 'failed' }]);
  });

  test('leaves nothing undone that it could not write down, but for the work', async () => {
    await redis.set(streamKey, 'no stream');
    let isDone = false;
    const refused = open().around(action, () => {
      isDone = true;
      return done();
    });
    await expect(refused).rejects.toThrow('WRONGTYPE');
    expect(isDone).toBe(false);
  });

  test('seals what a person wrote, and shows the rest without the key', async () => {
    await open().around(action, done);
    expect(JSON.stringify(await redis.xrange(streamKey, '-', '+'))).not.toContain('Mia');
    const other = createKeyring([{ id: 'k9', key: Buffer.alloc(32, 9) }]);
    const [entry] = await all(createAuditLog({ redis, keyring: other }));
    expect(entry).toMatchObject({ by: 'olga', orderNo: 'A', outcome: 'done', isUnreadable: true });
    expect(entry).not.toHaveProperty('why');
  });

  test('is read newest first, page by page', async () => {
    const audit = open();
    for (let n = 0; n < 5; n += 1) await audit.around({ ...action, detail: String(n) }, done);
    const first = await audit.list({ limit: 2 });
    const second = await audit.list({ limit: 2, before: first.next });
    const third = await audit.list({ limit: 2, before: second.next });
    const details = [first, second, third].map(({ entries }) => entries.map((one) => one.detail));
    expect(details).toEqual([['4', '3'], ['2', '1'], ['0']]);
    expect(third.next).toBeUndefined();
  });

  test.each([
    'nonsense',
    '99999999999999999999-1',
    '1-99999999999999999999',
    '18446744073709551616-0',
    '0-0',
  ])('begins with the newest for want of a place such as %s', async (before) => {
    const audit = open();
    await audit.around(action, done);
    const { entries } = await audit.list({ limit: 10 });
    expect(entries).toHaveLength(1);
    expect(await audit.list({ limit: 10, before })).toEqual({ entries });
  });

  test('takes the last place that there can be', async () => {
    const audit = open();
    await audit.around(action, done);
    const before = '18446744073709551615-18446744073709551615';
    expect((await audit.list({ limit: 10, before })).entries).toHaveLength(1);
  });

  test('is exported whole, oldest first', async () => {
    const audit = open();
    for (let n = 0; n < 450; n += 1) await audit.around({ ...action, detail: String(n) }, done);
    const details = (await all()).map(({ detail }) => detail);
    expect(details).toEqual(Array.from({ length: 450 }, (_, n) => String(n)));
  });

  test('forgets what is past its time, and nothing else', async () => {
    const day = 24 * 60 * 60 * 1000;
    await open().around({ ...action, detail: 'old' }, done);
    // Redis drops whole nodes of a stream: enough lines for one to be full.
    for (let n = 0; n < 120; n += 1) await open().around(action, done);
    await open(() => Date.now() + 399 * day).around(action, done);
    expect(await all()).toHaveLength(122);
    await open(() => Date.now() + 401 * day).around(action, done);
    expect((await all()).map(({ detail }) => detail)).not.toContain('old');
    const [outcomes = ''] = await redis.keys('ticketpost:audit-outcomes:*');
    expect(await redis.pttl(outcomes)).toBeGreaterThan(399 * day);
  });
});
