import { expect, test } from '@jest/globals';
import { findOrderFormPage } from '../../src/orders/find-order-form-page.ts';
import { orderPath } from '../../src/orders/order-path.ts';

test.each([
  ['KALMT20261124', '/orders/KALMT20261124'],
  ['A/B', '/orders/A%2FB'],
  ['100%', '/orders/100%25'],
  ['<b>&"', '/orders/%3Cb%3E%26%22'],
  ['東京', '/orders/%E6%9D%B1%E4%BA%AC'],
  ['a?b#c', '/orders/a%3Fb%23c'],
  ['..', '/orders/..%20'],
  ['.', '/orders/.%20'],
  ['...', '/orders/...'],
  ['\uD800', '/orders/%EF%BF%BD'],
])('the page of order %j is %s', (orderNo, path) => {
  expect(orderPath(orderNo)).toBe(path);
  // No browser makes another address of it.
  expect(new URL(path, 'http://dashboard.invalid').pathname).toBe(path);
});

test('what is below an order has parts of its own', () => {
  expect(orderPath('A/B', 'mail', 'x~1')).toBe('/orders/A%2FB/mail/x~1');
});

test.each([
  ['/orders/A%2FB/redrive', '/orders/A%2FB'],
  ['/orders/A/resend', '/orders/A'],
  ['/orders/A/erase', '/orders/A/erase'],
  ['/orders/A', undefined],
  ['/orders/A/B/resend', undefined],
  ['/quarantine/resend', undefined],
  ['/orders/A/resend?x', undefined],
])('the form that goes to %s stands on %s', (action, page) => {
  expect(findOrderFormPage(action)).toBe(page);
});
