import { describe, expect, test } from '@jest/globals';
import { formatPrice } from '../src/content/format-price.ts';

describe('a price', () => {
  test.each([
    ['412.50', 'EUR', 'EUR 412.50'],
    ['412.5', 'EUR', 'EUR 412.50'],
    ['1412', 'eur', 'EUR 1,412.00'],
    ['412.505', 'EUR', 'EUR 412.505'],
    ['412.5000', 'EUR', 'EUR 412.50'],
    ['12000.00', 'JPY', 'JPY 12,000'],
    ['12000.5', 'JPY', 'JPY 12,000.5'],
    ['12.5', 'KWD', 'KWD 12.500'],
    ['12.5', 'XQZ', 'XQZ 12.50'],
    ['123456789012.3456', 'EUR', 'EUR 123,456,789,012.3456'],
    ['12.5', 'euro', 'EURO 12.5'],
    ['12.5', '\u200b', '12.5'],
    ['about 12', 'EUR', 'EUR about 12'],
    ['0', 'EUR', undefined],
    ['0.00', 'EUR', undefined],
    ['', 'EUR', undefined],
  ])('of "%s" "%s" is %p', (amount, currency, expected) => {
    expect(formatPrice({ amount, currency })).toBe(expected);
  });
});
