import { expect, test } from '@jest/globals';
import type { OrderView } from '@ticketpost/operations';
import { orderJson } from '../../src/orders/order-json.ts';
import { orderPage } from '../../src/orders/order-page.ts';
import { carryOut } from '../../src/orders/carry-out.ts';
import { searchPage } from '../../src/orders/search-page.ts';
import { textOf } from '../support/start-orders.ts';

const user = { name: 'olga', role: 'operator' } as const;
const view: OrderView = {
  orderNo: 'ORDER-1',
  standing: { kind: 'no_recipient', since: '2026-01-02T03:04:05.000Z' },
  confirmations: [],
  timeline: [],
  deadLetters: [],
  missingKeys: ['k1'],
};
const remedy =
  'It was sealed with the key "k1", which is not at hand. Put key "k1" back into PAYLOAD_KEYS, behind the first.';

test('an order of which a part cannot be opened names the key, and the remedy', () => {
  expect(textOf(orderPage({ user, view }))).toContain(
    `A part of this order cannot be read. ${remedy}`,
  );
  expect(orderJson(view)).toMatchObject({ missingKeys: ['k1'] });
});

test('one that is read whole says nothing of keys', () => {
  const whole = { ...view };
  delete whole.missingKeys;
  expect(orderPage({ user, view: whole })).not.toContain('PAYLOAD_KEYS');
});

test('a search that finds nothing says what cannot be found by anything but its number', () => {
  const page = searchPage({
    user,
    query: 'QWERTY',
    found: { orders: [], missingKeys: ['k1'] },
    isFirstPage: true,
  });
  expect(textOf(page)).toContain(
    `Some of what is stored can be found by its order number alone. ${remedy}`,
  );
});

test.each(['redrive', 'resend'] as const)(
  'a refused %s names the key, and the remedy',
  async (action) => {
    const unreadable = { kind: 'unreadable', because: 'unknown_key', missingKeys: ['k1'] } as const;
    const works = {
      redriveOrder: () => Promise.resolve({ ...unreadable, missingKeys: ['k1'] }),
      resendOrder: () => Promise.resolve({ ...unreadable, missingKeys: ['k1'] }),
      eraseOrder: () => Promise.reject(new Error('not asked')),
    };
    const wanted = {
      action,
      orderNo: 'ORDER-1',
      by: 'olga',
      role: 'operator',
      why: 'asked',
    } as const;
    expect(await carryOut(works, { ...wanted, evenIfUncertain: false })).toEqual({
      kind: 'refused',
      refusal: 'unreadable',
      message: remedy,
    });
  },
);
