import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeOf } from '../support/start-dashboard.ts';
import { buildOrder } from '../support/fill-orders.ts';
import { startOrders, textOf, viewer, type StartedOrders } from '../support/start-orders.ts';

let started: StartedOrders;
let count = 0;
let orderNo: string;

beforeAll(async () => {
  started = await startOrders();
});
afterAll(() => started.stop());
beforeEach(() => {
  count += 1;
  orderNo = `ORDER/${count}`;
});

const order = () => buildOrder(orderNo, `781-${String(count).padStart(10, '0')}`);
const path = (action = '') => `/orders/${encodeURIComponent(orderNo)}${action}`;
const eventsOf = async () =>
  (await started.orders.ledger.read(orderNo))?.timeline.map(({ event }) => event) ?? [];

describe('a redrive', () => {
  test('by form leads back to the order, which says what was done', async () => {
    await started.orders.addDead(order());
    const response = await started.send(path('/redrive'), { reason: 'mended' });
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      path('?done=redriven'),
    ]);
    const text = await started.see(path('?done=redriven'));
    expect(text).toContain('Put back on the queue');
    expect(text).toMatch(/Redriven by olga .* Reason: mended/);
  });

  test('by JSON answers its outcome', async () => {
    const { deliveryId } = await started.orders.addDead(order());
    const response = await started.post(path('/redrive'), { reason: 'mended' });
    expect([response.status, await response.json()]).toEqual([
      200,
      { outcome: 'redriven', deliveryIds: [deliveryId] },
    ]);
  });

  test('of which a copy may be out asks first, and keeps what was written', async () => {
    await started.orders.addUncertain(order());
    const refused = await started.send(path('/redrive'), { reason: 'none came <b>' });
    const page = await refused.text();
    expect(refused.status).toBe(409);
    expect(textOf(page)).toContain('A copy may be out already.');
    expect(page).toMatch(/<textarea[^>]*>\nnone came &lt;b&gt;<\/textarea/);
    expect(page).toContain('name="evenIfUncertain"');
    expect(await eventsOf()).not.toContain('redriven');
    const fields = { reason: 'none came', evenIfUncertain: 'true' };
    expect((await started.send(path('/redrive'), fields)).status).toBe(303);
    expect(await eventsOf()).toContain('redriven');
  });

  test('takes the box as true of JSON too, and as nothing else', async () => {
    await started.orders.addUncertain(order());
    const refused = await started.post(path('/redrive'), { reason: 'x', evenIfUncertain: 'yes' });
    expect([refused.status, await codeOf(refused)]).toEqual([409, 'uncertain']);
    const taken = await started.post(path('/redrive'), { reason: 'x', evenIfUncertain: true });
    expect(taken.status).toBe(200);
  });

  test('by two operators at once is done once, and both are told the truth', async () => {
    await started.orders.addDead(order());
    const answers = await Promise.all(
      ['one', 'two'].map((reason) => started.post(path('/redrive'), { reason })),
    );
    const told = await Promise.all(
      answers.map(async (answer) => {
        const { outcome, code } = (await answer.json()) as { outcome?: string; code?: string };
        return outcome ?? code;
      }),
    );
    expect(told.filter((outcome) => outcome === 'redriven').length).toBeGreaterThanOrEqual(1);
    expect((await eventsOf()).filter((event) => event === 'redriven')).toHaveLength(
      told.filter((outcome) => outcome === 'redriven').length,
    );
  });

  test('of what is sent says so', async () => {
    await started.orders.addSent(order());
    const response = await started.send(path('/redrive'), { reason: 'x' });
    expect(response.status).toBe(409);
    expect(textOf(await response.text())).toMatch(/Nothing about this order waits|was sent by now/);
  });
});

describe('a resend', () => {
  beforeEach(() => started.orders.addSent(order()));

  test('to the same address is queued', async () => {
    const response = await started.send(path('/resend'), { reason: 'lost it', to: '' });
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      path('?done=queued'),
    ]);
    expect(await started.see(path('?done=queued'))).toContain(
      'the mail goes out again within moments',
    );
  });

  test('to another address is queued, and shows it masked', async () => {
    const body = { reason: 'a typo', to: 'someone.else@example.com' };
    const response = await started.post(path('/resend'), body);
    expect([response.status, await response.json()]).toEqual([
      200,
      { outcome: 'queued', deliveryId: expect.stringMatching(/^resend-/) },
    ]);
    expect(await started.see(path())).toMatch(
      /Asked to send it by olga .* To s•••@example\.com Reason: a typo/,
    );
  });

  test.each(['not an address', 'a@b', 'Mia <mia@example.com>', 'a@example.com, b@example.com'])(
    'to %j is refused, and everything that was written is kept',
    async (to) => {
      const response = await started.send(path('/resend'), { reason: 'a typo', to });
      const page = await response.text();
      expect(response.status).toBe(422);
      expect(page).toContain('aria-invalid="true"');
      expect(page).toMatch(/<textarea[^>]*>\na typo<\/textarea/);
      expect(page).toContain(`value="${to.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`);
      const json = await started.post(path('/resend'), { reason: 'a typo', to });
      expect(await json.json()).toMatchObject({
        status: 422,
        code: 'invalid_input',
        problems: [{ pointer: '/to', detail: expect.not.stringContaining('Mia') }],
      });
      expect(await eventsOf()).not.toContain('resent');
    },
  );

  test('of a form that was sent twice is one', async () => {
    const page = await (await started.askPage(path())).text();
    const requestId = /name="requestId" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const fields = { reason: 'x', requestId };
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const response = await started.post(path('/resend'), fields);
        return ((await response.json()) as { deliveryId: string }).deliveryId;
      }),
    );
    expect(new Set(ids).size).toBe(1);
  });
});

test('a resend of what was never sent says so', async () => {
  await started.orders.addWithoutRecipient(order());
  const response = await started.post(path('/resend'), { reason: 'x' });
  expect([response.status, await codeOf(response)]).toEqual([422, 'address_missing']);
  const form = await started.send(path('/resend'), { reason: 'x' });
  expect(textOf(await form.text())).toContain('It was not sent so far: give the address');
});

describe('an erasure', () => {
  beforeEach(() => started.orders.addSent(order()));

  test('is asked for on a page of its own', async () => {
    const page = await (await started.askPage(path('/erase'))).text();
    expect(page).toContain(`action="${path('/erase')}"`);
    expect(textOf(page)).toContain('This cannot be undone.');
  });

  test('needs the order number, and keeps what was written', async () => {
    const fields = { reason: 'she asked', orderNo: 'another' };
    const response = await started.send(path('/erase'), fields);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('value="another"');
    expect(page).toMatch(/<textarea[^>]*>\nshe asked<\/textarea/);
    expect(await eventsOf()).not.toContain('erased');
  });

  test('forgets the traveller and leads back', async () => {
    const response = await started.send(path('/erase'), { reason: 'she asked', orderNo });
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      path('?done=erased'),
    ]);
    const text = await started.see(path('?done=erased'));
    expect(text).toContain('Personal data erased by olga');
    expect(text).not.toContain('What you can do');
    const search = await started.readJson(`/orders?q=781-${String(count).padStart(10, '0')}`);
    expect(search).toEqual({ orders: [] });
  });

  test('leaves nothing to send again, which a resend is told', async () => {
    await started.post(path('/erase'), { reason: 'she asked' });
    const json = await started.post(path('/resend'), { reason: 'x' });
    const form = await started.send(path('/resend'), { reason: 'x' });
    expect([json.status, await codeOf(json), form.status]).toEqual([409, 'erased', 409]);
    expect(textOf(await form.text())).toContain('This order was erased');
  });

  test('by a program takes a reason alone', async () => {
    const response = await started.post(path('/erase'), { reason: 'she asked' });
    expect([response.status, await response.json()]).toEqual([200, { outcome: 'erased' }]);
  });
});

describe('each action', () => {
  describe.each(['redrive', 'resend', 'erase'])('%s', (action) => {
    beforeEach(() => started.orders.addSent(order()));
    const fields = () => ({ reason: 'x', orderNo });

    test('is not a viewer’s, by form or by JSON', async () => {
      const before = await eventsOf();
      const form = await started.send(path(`/${action}`), fields(), viewer);
      const json = await started.post(path(`/${action}`), fields(), viewer);
      expect([form.status, json.status, await codeOf(json)]).toEqual([403, 403, 'forbidden']);
      expect(form.headers.get('Content-Type')).toMatch(/^text\/html/);
      expect(await eventsOf()).toEqual(before);
    });

    test('is refused from another site', async () => {
      const response = await started.ask(path(`/${action}`), {
        method: 'POST',
        headers: { Accept: 'text/html', 'Sec-Fetch-Site': 'cross-site' },
        body: new URLSearchParams(fields()),
      });
      expect(response.status).toBe(403);
    });

    test.each([
      ['no reason', ''],
      ['a blank one', '  \n '],
      ['one of 501 characters', 'x'.repeat(501)],
    ])('with %s is not carried out, and the form comes back', async (_what, reason) => {
      const before = await eventsOf();
      const form = await started.send(path(`/${action}`), { ...fields(), reason });
      const page = await form.text();
      expect(form.status).toBe(422);
      expect(page).toContain(`aria-describedby="reason-${action}-wrong"`);
      const json = await started.post(path(`/${action}`), { ...fields(), reason });
      expect(await json.json()).toMatchObject({
        code: 'invalid_input',
        problems: [{ pointer: '/reason' }],
      });
      expect(await eventsOf()).toEqual(before);
    });

    test.each([
      ['a number for a reason', { reason: 5 }, 422, 'invalid_input'],
      ['a list', ['reason'], 422, 'invalid_input'],
      ['100 KB', { reason: 'x'.repeat(100_000) }, 413, 'body_too_large'],
    ])('refuses %s', async (_what, body, status, code) => {
      const response = await started.post(path(`/${action}`), body);
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    });

    test('refuses JSON that is none', async () => {
      const response = await started.ask(path(`/${action}`), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"reason":',
      });
      expect([response.status, await codeOf(response)]).toEqual([400, 'malformed_request']);
    });

    test('of an order that is not known says so', async () => {
      const json = await started.post(`/orders/NOTHING/${action}`, { reason: 'x' });
      const form = await started.send(`/orders/NOTHING/${action}`, {
        reason: 'x',
        orderNo: 'NOTHING',
      });
      expect([json.status, await codeOf(json), form.status]).toEqual([404, 'not_found', 404]);
      expect(textOf(await form.text())).toContain('Nothing is known of this order');
    });
  });
});

test('a page says that something was done only when it was, by whoever looks', async () => {
  await started.orders.addSent(order());
  expect(await started.see(path('?done=erased'))).not.toContain('What was known of the traveller');
  await started.send(path('/resend'), { reason: 'x' });
  expect(await started.see(path('?done=queued'))).toContain('goes out again');
  expect(await started.see(path('?done=queued'), viewer)).not.toContain('goes out again');
  expect(await started.see(path('?done=constructor'))).toContain('Sent');
});

test('what was done stands in the audit log', async () => {
  await started.orders.addSent(order());
  await started.send(path('/resend'), { reason: 'lost it' });
  const lines = await started.orders.redis.xrange('ticketpost:audit', '-', '+');
  const last = JSON.parse(lines.at(-1)?.[1][1] ?? '{}') as object;
  expect(last).toMatchObject({
    action: 'resend',
    by: 'olga',
    role: 'operator',
    via: 'dashboard',
    orderNo,
  });
});
