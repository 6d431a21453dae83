import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildOrder } from '../support/fill-orders.ts';
import { cookieOf, hiddenFieldsOf } from '../support/start-dashboard.ts';
import {
  operator,
  startOrders,
  textOf,
  viewer,
  type StartedOrders,
} from '../support/start-orders.ts';

let started: StartedOrders;

beforeAll(async () => {
  started = await startOrders();
  await started.orders.addSent(buildOrder('A/1'));
});
afterAll(() => started.stop());

const browser = { Accept: 'text/html' };

/** Sends a form as a browser whose session is over. */
function sendLate(path: string, fields: Record<string, string>) {
  return started.dashboard.ask(path, {
    method: 'POST',
    headers: browser,
    body: new URLSearchParams(fields),
  });
}

function logIn(page: string, user: { name: string; password: string }) {
  return started.dashboard.ask('/login', {
    method: 'POST',
    headers: browser,
    body: new URLSearchParams({ ...hiddenFieldsOf(page), ...user }),
  });
}

const timelineOf = async (orderNo: string) =>
  (await started.orders.ledger.read(orderNo))?.timeline.map(({ event }) => event);

const why = `she wrote: "no mail" <here> & there's\nmore`;

describe('a form that is sent when the session is over', () => {
  test('comes back filled in after the login, and is carried out when it is sent again', async () => {
    const before = await timelineOf('A/1');
    const fields = { reason: why, to: 'someone.else@example.com', requestId: 'request-1' };
    const late = await sendLate('/orders/A%2F1/resend', fields);
    const loginPage = await late.text();
    expect(late.status).toBe(401);
    expect(textOf(loginPage)).toContain(
      'You were logged out in the meantime, so nothing was done.',
    );
    expect(loginPage).not.toContain('<here>');

    const back = await logIn(loginPage, operator);
    const page = await back.text();
    expect(back.status).toBe(200);
    expect(cookieOf(back)).not.toBe('');
    expect(textOf(page)).toContain('Order A/1');
    expect(textOf(page)).toContain('so nothing was done');
    expect(page).toMatch(/<details open>\s*<summary>Send it again/);
    expect(page).toContain(
      '\nshe wrote: &quot;no mail&quot; &lt;here&gt; &amp; there&#39;s\nmore</textarea',
    );
    expect(page).toContain('value="someone.else@example.com"');
    expect(page).toContain('name="requestId" value="request-1"');
    expect(await timelineOf('A/1')).toEqual(before);

    const again = await started.dashboard.ask('/orders/A%2F1/resend', {
      method: 'POST',
      headers: { ...browser, Cookie: cookieOf(back) },
      body: new URLSearchParams({ ...fields, formToken: hiddenFieldsOf(page)['formToken'] ?? '' }),
    });
    expect(again.status).toBe(303);
    expect(await timelineOf('A/1')).toContain('resent');
  });

  test('survives a wrong password', async () => {
    const late = await sendLate('/orders/A%2F1/resend', { reason: why });
    const wrong = await logIn(await late.text(), { ...operator, password: 'wrong' });
    expect(wrong.status).toBe(401);
    const back = await logIn(await wrong.text(), operator);
    expect(await back.text()).toContain('&lt;here&gt;');
  });

  test('that erases comes back on its own page, and erases nothing', async () => {
    const late = await sendLate('/orders/A%2F1/erase', { reason: why, orderNo: 'A/1' });
    const back = await logIn(await late.text(), operator);
    const page = await back.text();
    expect(textOf(page)).toContain('Erase personal data');
    expect(page).toContain('value="A/1"');
    expect(page).toContain('&lt;here&gt;');
    expect(await timelineOf('A/1')).not.toContain('erased');
  });

  test('and whose user logs in as a viewer shows the order alone', async () => {
    const late = await sendLate('/orders/A%2F1/resend', { reason: why });
    const back = await logIn(await late.text(), viewer);
    const page = await back.text();
    expect(textOf(page)).toContain('Order A/1');
    expect(page).not.toContain('action="/orders/A%2F1/resend"');
  });

  test('of any other page comes back with what was written', async () => {
    const late = await sendLate('/elsewhere/d-1/change', { reason: why, page: '2' });
    const back = await logIn(await late.text(), operator);
    const page = await back.text();
    expect(back.status).toBe(200);
    expect(page).toContain('action="/elsewhere/d-1/change"');
    expect(page).toContain('&lt;here&gt; &amp; there&#39;s\nmore</textarea');
    expect(page).toContain('<input type="hidden" name="page" value="2" />');
  });

  test.each([
    ['another site', '//evil.example/x'],
    ['a script', 'javascript:alert(1)'],
    ['the logout', '/logout'],
  ])('leads nowhere but here: %s', async (_what, draft) => {
    const response = await started.dashboard.ask('/login', {
      method: 'POST',
      headers: browser,
      body: new URLSearchParams({ ...operator, draft, 'draft.reason': 'x' }),
    });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
  });

  test('of 30 KB, or of no form, is answered by the login alone', async () => {
    const long = await sendLate('/orders/A%2F1/resend', { reason: 'x'.repeat(30_000) });
    const empty = await sendLate('/orders/A%2F1/resend', {});
    for (const response of [long, empty]) {
      expect(response.status).toBe(401);
      const fields = hiddenFieldsOf(await response.text());
      expect(Object.keys(fields)).toEqual(['formToken', 'next']);
      expect(fields['next']).toBe('/');
    }
  });

  test('of a program is answered 401', async () => {
    const response = await started.dashboard.ask('/orders/A%2F1/resend', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"reason":"x"}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  });
});

test('nothing waits on the page of what was written when nothing was', async () => {
  const response = await started.askPage('/resume');
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
});
