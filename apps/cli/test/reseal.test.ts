import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { orderNo, payloadKeys, startSystem, type Run } from './start-system.ts';

const k1 = payloadKeys;
const k2 = `k2:${Buffer.alloc(32, 8).toString('base64')}`;

let system: Awaited<ReturnType<typeof startSystem>>;

beforeAll(async () => {
  system = await startSystem();
});
afterAll(async () => {
  await system.stop();
});
beforeEach(async () => {
  await system.redis.flushall();
  await system.sendOrder(orderNo, ['QWERTY']);
  await system.keep('d2', '{"a');
});

const reseal = (keys: string, ...args: string[]) =>
  system.runWith({ env: { PAYLOAD_KEYS: keys } }, 'reseal', '--speed', '100', ...args);
const lines = ({ output }: Run) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** As a process of ours tells of itself. */
async function report(id: string, keyIds: readonly string[], more: object = {}): Promise<void> {
  const now = new Date().toISOString();
  const keys = { ids: keyIds, sealsSince: now };
  const stored = { id, app: 'ingest', host: 'here', startedAt: now, seenAt: now, checks: {}, keys };
  await system.redis.set(
    `ticketpost:{processes}:report:${id}`,
    JSON.stringify({ ...stored, ...more }),
  );
  await system.redis.zadd('ticketpost:{processes}:seen', Date.now(), id);
}

describe('reseal', () => {
  test('seals all anew, says that the old key may go, and it may', async () => {
    const run = await reseal(`${k2},${k1}`);
    expect(run).toMatchObject({
      exitCode: 0,
      remarks: [
        'all is sealed with "k2", and nobody seals with another: the other keys may go from PAYLOAD_KEYS',
      ],
    });
    expect(run.output).toMatch(/^orders +1 +\d+ of "k1" +0 +0 +\d+$/m);
    const shown = await system.runWith({ env: { PAYLOAD_KEYS: k2 } }, 'order', orderNo, '--json');
    expect(shown.output).toContain('m•••@example.com');
    const audit = await system.runWith({ env: { PAYLOAD_KEYS: k2 } }, 'audit', 'list', '--json');
    expect(audit.output).toContain('"action":"reseal"');
  });

  test('tells how it goes as JSON, one object a line', async () => {
    const run = await reseal(`${k2},${k1}`, '--json');
    expect(lines(run).map(({ kind, outcome }) => kind ?? outcome)).toEqual([
      'quarantine_jobs',
      'event_jobs',
      'orders',
      'audit_log',
      'notification_outbox',
      'supplier_accounts',
      'ticket_set_key',
      'done',
    ]);
    expect(lines(run)[0]).toEqual({
      kind: 'quarantine_jobs',
      looked: 1,
      resealed: { k1: 1 },
      left: {},
      current: 0,
      terms: 0,
      changed: 0,
      isLast: true,
    });
  });

  test('that is dry says what it would do, and does nothing', async () => {
    const data = await system.redis.hget('{ticketpost}:quarantine:d2', 'data');
    const run = await reseal(`${k2},${k1}`, '--dry-run');
    expect(run).toMatchObject({
      exitCode: 0,
      remarks: ['nothing was done: without --dry-run it is'],
    });
    expect(run.output).toContain('TO SEAL ANEW');
    expect(await system.redis.hget('{ticketpost}:quarantine:d2', 'data')).toBe(data);
    expect(await system.redis.exists('ticketpost:audit')).toBe(0);
  });

  test('without the key that sealed names it, with the remedy, and touches nothing', async () => {
    const run = await reseal(k2);
    expect(run.exitCode).toBe(1);
    expect(run.remarks).toEqual([
      'keep all keys: some values of "k1" cannot be opened. Put the key back into PAYLOAD_KEYS, behind the first, and run this once more; if it is there, it is not the one that sealed them, or they stand in a form that this version does not know and warns of',
    ]);
    expect((await reseal(`${k2},${k1}`)).exitCode).toBe(0);
  });

  test('does nothing while a process lacks the new key', async () => {
    await report('ingest-1', ['k1']);
    const run = await reseal(`${k2},${k1}`);
    expect(run).toMatchObject({
      exitCode: 1,
      output: '',
      remarks: [
        'note: ingest on here (ingest-1) has no key "k2": add it to its PAYLOAD_KEYS, behind the first',
        'nothing was done: what "k2" seals could not be opened everywhere',
      ],
    });
  });

  test.each([
    ['seals with the old one', ['k1', 'k2'], {}, /still seals with "k1": put "k2" first/],
    [
      'has older deliveries in its journal',
      ['k2', 'k1'],
      { journal: { entries: 3, oldestAt: '2026-01-01T00:00:00.000Z' } },
      /deliveries in its journal from before it sealed with "k2"/,
    ],
    ['is of a version that tells nothing', [], { keys: undefined }, /does not tell its keys/],
  ])(
    'does what it can while a process %s, and says to keep all keys',
    async (_what, ids, more, note) => {
      await report('ingest-1', ids, more);
      const run = await reseal(`${k2},${k1}`);
      expect(run.exitCode).toBe(1);
      expect(run.remarks).toEqual([
        expect.stringMatching(note),
        'keep all keys: run this once more when what is noted is mended',
      ]);
      await system.redis.del('ticketpost:{processes}:report:ingest-1');
      const again = await reseal(`${k2},${k1}`, '--json');
      expect(lines(again).at(-1)).toMatchObject({ outcome: 'done', keyId: 'k2' });
    },
  );

  test('never says a key', async () => {
    const runs = [await reseal(`${k2},${k1}`), await reseal(`${k2},${k1}`, '--json')];
    const said = JSON.stringify(runs);
    for (const entry of [k1, k2]) expect(said).not.toContain(entry.split(':')[1]);
  });

  test.each([['0'], ['101'], ['fast']])('--speed %s is wrong usage', async (speed) => {
    expect((await system.run('reseal', '--speed', speed)).exitCode).toBe(2);
  });
});
