import { expect, test } from '@jest/globals';
import { parseMailbox, parseUrl } from '@ticketpost/schema';

/** So many calls that the compiler has optimised whatever is asked by then. */
const manyCalls = 20_000;

test('an address with an umlaut is one however often it is asked about', () => {
  const refusals = { url: 0, mailbox: 0 };
  for (let call = 0; call < manyCalls; call++) {
    if (parseUrl('https://bücher.example/')?.host !== 'xn--bcher-kva.example') refusals.url += 1;
    if (parseMailbox('ada@bücher.example') === undefined) refusals.mailbox += 1;
  }
  expect(refusals).toEqual({ url: 0, mailbox: 0 });
});

test.each(['', 'not a link', 'https://', '//example.com'])('%p is no URL', (text) => {
  expect(parseUrl(text)).toBeUndefined();
});
