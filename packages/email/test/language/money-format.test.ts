import { expect, test } from '@jest/globals';
import { createMoneyFormat } from '../../src/language/money-format.ts';

/** Intl keeps amount and code on one line. */
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test.each([
  ['en-GB', '412.50', 'EUR', 'EUR 412.50'],
  ['en-GB', '412.5', 'EUR', 'EUR 412.50'],
  ['en-GB', '1412', 'eur', 'EUR 1,412.00'],
  ['en-GB', '412.505', 'EUR', 'EUR 412.505'],
  ['en-GB', '412.5000', 'EUR', 'EUR 412.50'],
  ['en-GB', '412', 'JPY', 'JPY 412'],
  ['en-GB', '412.50', 'JPY', 'JPY 412.5'],
  ['en-GB', '412.5', 'KWD', 'KWD 412.500'],
  ['en-GB', '412.5', 'QQQ', 'QQQ 412.50'],
  ['en-GB', '123456789012.3456', 'EUR', 'EUR 123,456,789,012.3456'],
  ['en-GB', '12.5', 'euro', 'EURO 12.5'],
  ['en-GB', '12.5', '', '12.5'],
  ['en-GB', 'about 12', 'EUR', 'EUR about 12'],
  ['en-GB', '0', 'EUR', undefined],
  ['en-GB', '0.00', 'EUR', undefined],
  ['en-GB', '', 'EUR', undefined],
  ['zh-Hans-CN', '1412.5', 'CNY', 'CNY 1,412.50'],
  ['es-ES', '12412.5', 'EUR', '12.412,50 EUR'],
  ['ar-u-nu-latn', '1412.5', 'AED', '1,412.50 AED'],
  ['ar-EG', '1412.5', 'AED', '1,412.50 AED'],
])('in %s %j %j is %j', (formatTag, amount, currency, words) => {
  expect(plain(createMoneyFormat(formatTag)({ amount, currency }))).toBe(words);
});
