import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createKeyring } from '@ticketpost/queue';
import { orderPath } from '../../src/orders/order-path.ts';
import { buildOrder, mailbox } from '../support/fill-orders.ts';
import { startDashboard } from '../support/start-dashboard.ts';
import {
  operator,
  startOrders,
  textOf,
  viewer,
  type StartedOrders,
} from '../support/start-orders.ts';
import { basic } from '../support/test-users.ts';

let started: StartedOrders;
let sent: { ticketSetId: string; deliveryId: string };

beforeAll(async () => {
  started = await startOrders();
  const { orders } = started;
  sent = await orders.addSent(buildOrder('SENT-1'), { at: '2026-11-24T08:01:02.000Z' });
  await orders.record('SENT-1', {
    ...{ event: 'redriven', by: 'olga', deliveryId: sent.deliveryId },
    sealed: { why: `she wrote from ${mailbox}` },
  });
  await orders.addDead(buildOrder('DEAD-1'));
  await orders.addWithoutRecipient(buildOrder('NOBODY-1'));
});
afterAll(() => started.stop());

describe.each([
  ['an operator', operator],
  ['a viewer', viewer],
])('to %s', (_who, user) => {
  test('a sent order says so in one sentence', async () => {
    expect(await started.see('/orders/SENT-1', user)).toContain(
      'Sent on 24 Nov 2026, 08:01 UTC, to m•••@example.com, accepted by the mail server as “250 2.0.0 Ok: queued as 4XyZ for <m•••@example.com>”.',
    );
  });

  test('the reason of a failure is told without SMTP, with what to do', async () => {
    const text = await started.see('/orders/DEAD-1', user);
    expect(text).toContain(
      'The mail server says that this mailbox does not exist or takes no mail.',
    );
    expect(text).toContain('What to do:');
    expect(text).toContain('550 5.1.1 <m•••@example.com>: no such user');
  });

  test('the steps of a search for an address are told', async () => {
    expect(await started.see('/orders/NOBODY-1', user)).toContain(
      'Looked in: the agency’s booking (none), the booking lookup (not set up),',
    );
  });

  test('no mailbox is shown anywhere, page or JSON', async () => {
    for (const orderNo of ['SENT-1', 'DEAD-1', 'NOBODY-1']) {
      const page = await started.askPage(`/orders/${orderNo}`, user);
      expect(await page.text()).not.toContain('mia.example');
      expect(JSON.stringify(await started.readJson(`/orders/${orderNo}`, user))).not.toContain(
        'mia.example',
      );
    }
  });

  test('what people wrote is shown, masked', async () => {
    expect(await started.see('/orders/SENT-1', user)).toMatch(
      /Redriven by olga .* Reason: she wrote from m•••@example\.com/,
    );
  });

  test('the timeline has machine-readable times, and leads operators to the evidence', async () => {
    const page = await (await started.askPage('/orders/SENT-1', user)).text();
    expect(page).toContain('<time datetime="2026-11-24T08:01:02.000Z">');
    const hasEvidence = page.includes(`href="/deliveries/${sent.deliveryId}/evidence"`);
    expect(hasEvidence).toBe(user === operator);
  });
});

test('JSON tells the same', async () => {
  const order = await started.readJson('/orders/SENT-1');
  expect(order).toMatchObject({
    orderNo: 'SENT-1',
    state: 'sent',
    summary: expect.stringContaining('Sent on 24 Nov 2026'),
    confirmations: [
      {
        ticketSetId: sent.ticketSetId,
        state: 'sent',
        recipient: 'm•••@example.com',
        messageId: '<1f2e3d4c@tickets.example.com>',
        sentAt: '2026-11-24T08:01:02.000Z',
        attempts: 1,
        lastAnswer: '250 2.0.0 Ok: queued as 4XyZ for <m•••@example.com>',
      },
    ],
  });
  const timeline = order['timeline'] as Record<string, unknown>[];
  expect(timeline.map(({ event }) => event)).toEqual([
    'received',
    'confirmed',
    'submitting',
    'sent',
    'redriven',
  ]);
  expect(timeline.at(-1)).toMatchObject({ by: 'olga', why: 'she wrote from m•••@example.com' });
  expect(JSON.stringify(order)).not.toMatch(/mailed|EXAMPLE\/MIA|K8Q2ZP|2400000001/);
});

test('only operators see what can be done', async () => {
  const [forOperator, forViewer] = await Promise.all(
    [operator, viewer].map(async (user) => (await started.askPage('/orders/DEAD-1', user)).text()),
  );
  expect(forOperator).toContain('action="/orders/DEAD-1/redrive"');
  expect(forOperator).toContain('href="/orders/DEAD-1/erase"');
  expect(forViewer).not.toMatch(/action="\/orders\/DEAD-1|\/erase/);
});

test('the part of a mailbox before its @ is shown nowhere either', async () => {
  const order = buildOrder('DEAD-2', '781-2400000078');
  await started.orders.record('DEAD-2', {
    event: 'submitting',
    deliveryId: 'd-2',
    sealed: { recipient: mailbox },
  });
  const said = '550 5.1.1 mia.example unknown user, mia.example=40example.com, MIA of K8Q2ZP';
  await started.orders.addDead(order, 'mailbox_refused', said);
  const page = await (await started.askPage('/orders/DEAD-2', viewer)).text();
  const json = JSON.stringify(await started.readJson('/orders/DEAD-2', viewer));
  for (const shown of [page, json]) {
    expect(shown).toContain('550 5.1.1 ••• unknown user, •••=40example.com, ••• of •••');
    expect(shown).not.toMatch(/mia\.example|MIA|K8Q2ZP/);
  }
});

test('a long timeline shows its ends and opens its middle', async () => {
  for (let attempt = 1; attempt <= 40; attempt++) {
    await started.orders.record('LONG-1', {
      event: 'deferred',
      attempt,
      reason: `code_${attempt}`,
    });
  }
  const page = await (await started.askPage('/orders/LONG-1')).text();
  expect(textOf(page)).toContain('Show the 17 entries between');
  expect(page.match(/attempt \d+/g)).toHaveLength(40);
});

describe('an order number of any kind is found by its link', () => {
  test.each([
    ['a slash', 'A/B'],
    ['dots', '..'],
    ['HTML', '<script>alert(1)</script>'],
    ['quotes', `"'>&amp;`],
    ['percent signs', '100%25'],
    ['a question', 'a?b#c'],
    ['other scripts', '乗客 🎫 é'],
    ['128 characters', '長'.repeat(128)],
    ['the name of a form', 'redrive'],
  ])('with %s', async (_what, orderNo) => {
    await started.orders.record(orderNo, { event: 'incomplete', missing: ['passengers'] });
    const response = await started.askPage(orderPath(orderNo));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(textOf(page)).toContain(`Order ${orderNo}`);
    expect(page).not.toContain('<script>alert');
    expect(await started.readJson(orderPath(orderNo))).toMatchObject({ orderNo });
    const found = await started.askPage(`/orders?q=${encodeURIComponent(orderNo)}`);
    expect(found.headers.get('Location')).toBe(orderPath(orderNo));
  });
});

describe('an order that is not known', () => {
  test.each([
    ['never came', 'NOTHING-1', 404],
    ['has 10 KB', 'x'.repeat(10_240), 404],
    ['is HTML', encodeURIComponent('<script>alert(2)</script>'), 404],
    ['has NUL in it', 'a%00b', 404],
    ['is no UTF-8', '%E0%A4%A', 400],
  ])('%s', async (_what, path, status) => {
    const response = await started.askPage(`/orders/${path}`);
    const page = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(page).not.toContain('<script>alert');
    expect(page.length).toBeLessThan(40_000);
    const json = await started.ask(`/orders/${path}`);
    expect([json.status, json.headers.get('Content-Type')]).toEqual([
      status,
      expect.stringMatching(/^application\/problem\+json/),
    ]);
  });
});

test('without the key, the page says that details cannot be read, and shows the rest', async () => {
  const other = createKeyring([{ id: 'k2', key: Buffer.alloc(32, 8) }]);
  const dashboard = await startDashboard({
    redisUrl: started.redis.url,
    users: started.users,
    keyring: other,
  });
  const response = await dashboard.ask('/orders/SENT-1', {
    headers: { Authorization: basic(operator), Accept: 'text/html' },
  });
  const text = textOf(await response.text());
  await dashboard.stop();
  expect(text).toContain('Sent on 24 Nov 2026');
  expect(text).toContain('a key that is not among PAYLOAD_KEYS');
});

test('a broken entry is shown as one, and the rest of the order as ever', async () => {
  const { orders } = started;
  await orders.addSent(buildOrder('BROKEN-1'));
  await orders.record('BROKEN-1', { event: 'redriven', by: 'olga' });
  await orders.record('BROKEN-1', { event: 'paused' });
  const key = 'ticketpost:order:BROKEN-1';
  const fields = await orders.redis.hkeys(key);
  const numbers = fields.flatMap((field) => /^entry:(\d+)$/.exec(field)?.[1] ?? []);
  await orders.redis.hset(key, `entry:${Math.max(...numbers.map(Number))}`, '{"event":');
  const text = await started.see('/orders/BROKEN-1');
  expect(text).toContain('Redriven by olga');
  expect(text).toContain('An entry that cannot be read');
});
