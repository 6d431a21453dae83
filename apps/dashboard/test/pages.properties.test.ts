import { toUSVString } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startOrders } from './support/start-orders.ts';
import { operator, viewer } from './support/test-users.ts';

let system: Awaited<ReturnType<typeof startOrders>>;
beforeAll(async () => {
  system = await startOrders();
});
afterAll(async () => {
  await system.stop();
});

/** An element that only a text from outside can bring. */
const mark = '<fuzz-mark onload=x>';
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(mark, `"${mark}`, `'${mark}`, `</title>${mark}`, '\0', '%', '%zz', '..', '-1'),
  fc.constantFrom('0', '1', '999999999', '1-0', '2026-02-30', 'x'.repeat(2000), '[', '*', '\\'),
);
const path = fc.constantFrom(
  ...['/', '/orders', '/orders/N1', '/orders/N1/erase', '/orders/N1/mail', '/dead-letters'],
  ...['/dead-letters/x', '/dead-letters/redrive', '/quarantine', '/quarantine/x', '/waiting'],
  ...['/quarantine/release', '/audit', '/audit.jsonl', '/bulk/x', '/deliveries/x/evidence'],
  ...['/events?bulk=%', '/login', '/resume', '/queues/', '/queues/queue/events', '/nothing'],
  ...['/queues/api/queues', '/queues/api/queues/events/x'],
);
const query = fc.array(
  fc.tuple(
    fc.constantFrom(
      'q',
      'after',
      'page',
      'before',
      'reason',
      'by',
      'action',
      'next',
      'activeQueue',
      'jobsPerPage',
      'status',
      'x',
    ),
    odd,
  ),
  { maxLength: 4 },
);
const user = fc.constantFrom(operator, viewer);
const accept = fc.constantFrom('text/html', 'application/json', '*/*', 'text/*;q=0', 'x');

const expectProper = async (response: Response): Promise<void> => {
  expect(response.status < 500 || response.status === 503).toBe(true);
  const type = response.headers.get('content-type') ?? '';
  // A stream of events has no end to wait for.
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return;
  }
  const text = await response.text();
  if (type.startsWith('text/html')) expect(text).not.toContain('<fuzz-mark');
  if (response.status >= 400 && !type.startsWith('text/html')) {
    expect(type).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(text)).toMatchObject({ status: response.status, code: expect.any(String) });
  }
};

describe('whoever is logged in', () => {
  test('gets a page or a problem at any path with any query, and no element of the query', async () => {
    await fc.assert(
      fc.asyncProperty(path, odd, query, user, accept, async (at, more, pairs, as, wanted) => {
        const search = new URLSearchParams(
          pairs.map(([name, value]): [string, string] => [name, value]),
        );
        const tail = more.length > 6 ? `/${encodeURIComponent(toUSVString(more))}` : '';
        const separator = at.includes('?') ? '&' : '?';
        const response = await system.ask(`${at}${tail}${separator}${search.toString()}`, {
          as,
          headers: { Accept: wanted },
        });
        await expectProper(response);
      }),
    );
  });

  test('gets a page or a problem for any form and any JSON', async () => {
    const action = fc.constantFrom(
      ...['/orders/N1/redrive', '/orders/N1/resend', '/orders/N1/erase', '/quarantine/x/release'],
      ...['/quarantine/x/discard', '/dead-letters/x/redrive', '/dead-letters/x/discard'],
      ...['/dead-letters/redrive?reason=bad', '/quarantine/release?reason=%', '/bulk/x/stop'],
      ...['/logout', '/login', '/orders/N1', '/queues/api/queues/events/x/retry/failed'],
    );
    const fields = fc.dictionary(
      fc.constantFrom(
        'reason',
        'to',
        'orderNo',
        'requestId',
        'evenIfUncertain',
        'name',
        '__proto__',
      ),
      odd,
    );
    const type = fc.constantFrom('form', 'json', 'broken', 'text');
    const method = fc.constantFrom('POST', 'POST', 'PUT', 'PATCH', 'DELETE');
    await fc.assert(
      fc.asyncProperty(action, fields, type, method, user, accept, async (...all) => {
        const [at, values, kind, verb, as, wanted] = all;
        const headers: Record<string, string> = { Accept: wanted };
        if (kind !== 'form')
          headers['Content-Type'] = kind === 'text' ? 'text/x' : 'application/json';
        const body =
          kind === 'form'
            ? new URLSearchParams(values)
            : JSON.stringify(values).slice(kind === 'broken' ? 1 : 0);
        await expectProper(await system.ask(at, { as, method: verb, headers, body }));
      }),
    );
  });
});
