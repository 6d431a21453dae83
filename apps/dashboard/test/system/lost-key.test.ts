import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAuditLog } from '@ticketpost/operations';
import { createIntake, createKeyring, sealReceipt, sealSupplierEvent } from '@ticketpost/queue';
import { readSupplierEvent } from '@ticketpost/schema';
import { buildDelivery, startTestRedis, type RunningRedis } from '@ticketpost/testkit';
import { buildOrder, fillOrders, mailbox } from '../support/fill-orders.ts';
import { fillSystem, type FilledSystem } from '../support/fill-system.ts';
import { keyring, startDashboard, type RunningDashboard } from '../support/start-dashboard.ts';
import { textOf } from '../support/start-orders.ts';
import { basic, makeUsers, operator } from '../support/test-users.ts';

const remedy =
  'It was sealed with the key "k1", which is not at hand. Put key "k1" back into PAYLOAD_KEYS, behind the first.';
const why = 'the traveller asked';
const queuedId = '0b8f7c1f-6d1a-4a1e-9d2b-6f2f2a9b1c33';

let redis: RunningRedis;
let system: FilledSystem;
let orders: ReturnType<typeof fillOrders>;
let ticketSetId: string;
/** One that has the key of all that is stored, and one that was given another alone. */
let dashboards: Readonly<Record<'with' | 'without', RunningDashboard>>;

beforeAll(async () => {
  redis = await startTestRedis();
  system = fillSystem(redis.url);
  orders = fillOrders(redis.url);
  ({ ticketSetId } = await orders.addSent(buildOrder('ORDER-SENT')));
  await system.makeDeadLetters(['dead-1'], 'mailbox_refused: 550');
  await system.keep('kept-1', '{"a', 'malformed_json');
  await queueWithReceipt();
  await createAuditLog({ redis: system.redis, keyring }).around(
    { action: 'redrive', orderNo: 'ORDER-SENT', by: 'olga', via: 'dashboard', why },
    () => Promise.resolve({ kind: 'redriven' }),
  );
  const users = await makeUsers();
  const start = (keys: typeof keyring) =>
    startDashboard({ redisUrl: redis.url, users, keyring: keys });
  const k1 = { id: 'k1', key: Buffer.alloc(32, 7) };
  const k2 = { id: 'k2', key: Buffer.alloc(32, 8) };
  dashboards = {
    with: await start(createKeyring([k1, k2])),
    without: await start(createKeyring([k2])),
  };
});
afterAll(async () => {
  for (const dashboard of Object.values(dashboards)) await dashboard.stop();
  await orders.stop();
  await system.stop();
  await redis.stop();
});

/** As ingest takes one in; what it came with is sealed beside it. */
async function queueWithReceipt(): Promise<void> {
  const reading = readSupplierEvent(buildDelivery({ orderNo: 'ORDER-SENT' }));
  if (reading.kind !== 'event') throw new Error('the body cannot be read');
  const receipt = sealReceipt(keyring, queuedId, Buffer.from('what it came with'));
  const receivedAt = '2026-01-02T03:04:05.678Z';
  const delivery = { deliveryId: queuedId, receivedAt, receipt };
  const intake = createIntake({
    connection: system.redis,
    timeoutMs: 5000,
    onError: () => undefined,
  });
  await intake.addEvent(sealSupplierEvent(keyring, delivery, reading.event));
  await intake.close();
}

const page = { Accept: 'text/html' };
const json = { Accept: 'application/json' };

async function ask(
  at: string,
  { keys = 'without', ...init }: RequestInit & { keys?: keyof typeof dashboards } = {},
): Promise<string> {
  const response = await dashboards[keys].ask(at, {
    ...init,
    headers: { Authorization: basic(operator), ...(init.headers as Record<string, string>) },
  });
  return await response.text();
}
const decide = (at: string, init: RequestInit = {}) =>
  ask(at, { ...init, method: 'POST', body: new URLSearchParams({ reason: why }) });

describe('without the key that sealed it, key and remedy are named', () => {
  test.each([
    ['an order', '/orders/ORDER-SENT', `A part of this order cannot be read. ${remedy}`],
    ['a dead letter', '/dead-letters/dead-1', `What it carries cannot be read. ${remedy}`],
    ['a quarantined delivery', '/quarantine/kept-1', remedy],
    ['the audit log', '/audit', remedy],
  ])('on the page of %s, and with it they are not', async (_what, at, words) => {
    expect(textOf(await ask(at, { headers: page }))).toContain(words);
    expect(textOf(await ask(at, { headers: page, keys: 'with' }))).not.toContain('PAYLOAD_KEYS');
  });

  test('in the place of a mail, on its page and in its frame', async () => {
    const at = `/orders/ORDER-SENT/mail/${ticketSetId}`;
    const words = `The mail cannot be shown. ${remedy}`;
    expect(textOf(await ask(at, { headers: page }))).toContain(words);
    expect(await ask(`${at}/body.html`, { headers: page })).toBe(words);
    expect(JSON.parse(await ask(at, { headers: json }))).toMatchObject({
      code: 'unreadable',
      detail: words,
    });
  });

  test.each([
    ['redrive of a dead letter', '/dead-letters/dead-1/redrive'],
    ['release from quarantine', '/quarantine/kept-1/release'],
    ['resend of an order', '/orders/ORDER-SENT/resend'],
  ])('by a %s, which is not done', async (_what, at) => {
    expect(textOf(await decide(at, { headers: page }))).toContain(remedy);
  });

  test.each([
    ['an order', '/orders/ORDER-SENT', { missingKeys: ['k1'] }],
    ['a dead letter', '/dead-letters/dead-1', { missingKey: 'k1' }],
    ['the dead letters', '/dead-letters', { items: [{ missingKey: 'k1' }] }],
    ['a quarantined delivery', '/quarantine/kept-1', { content: { keyId: 'k1' } }],
    [
      'the audit log',
      '/audit',
      {
        entries: expect.arrayContaining([
          expect.objectContaining({ action: 'redrive', isUnreadable: true, missingKey: 'k1' }),
        ]),
      },
    ],
    [
      'the evidence of a delivery',
      `/deliveries/${queuedId}/evidence`,
      { gaps: expect.arrayContaining(['receipt_key_missing']), missingKey: 'k1' },
    ],
    [
      'the export of an order',
      '/orders/ORDER-SENT/export',
      {
        missingKeys: ['k1'],
        jobs: [{ deliveryId: queuedId, unreadable: 'unknown_key', keyId: 'k1' }],
      },
    ],
  ])('in the JSON of %s', async (_what, at, expected) => {
    expect(JSON.parse(await ask(at, { headers: json }))).toMatchObject(expected);
    expect(await ask(at, { headers: json, keys: 'with' })).not.toMatch(/missingKey|"keyId"/);
  });

  test('in the evidence as text', async () => {
    const text = await ask(`/deliveries/${queuedId}/evidence?format=text`);
    expect(text).toContain(
      'What the request came with is sealed with the key "k1", which is not at hand (PAYLOAD_KEYS).',
    );
    expect(text).toContain('What became of the mails is sealed with the key "k1"');
  });

  test.each([
    ['csv', `"(${remedy.replaceAll('"', '""')})"`],
    ['ndjson', '"missingKey":"k1"'],
  ])('in the audit log as %s', async (format, words) => {
    expect(await ask(`/audit/export?format=${format}`)).toContain(words);
    expect(await ask(`/audit/export?format=${format}`, { keys: 'with' })).toContain(why);
  });

  test('and nothing of what was sealed is guessed or made up', async () => {
    const shown = await Promise.all(
      ['/orders/ORDER-SENT', '/dead-letters/dead-1', '/quarantine/kept-1', '/audit'].map((at) =>
        ask(at, { headers: page }),
      ),
    );
    for (const text of shown) {
      expect(text).not.toContain(mailbox);
      expect(text).not.toMatch(/k1\.[A-Za-z0-9_-]{20}/);
    }
  });
});
