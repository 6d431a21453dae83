import { describe, expect, test } from '@jest/globals';
import { listCheckInLinks } from '../../src/content/check-in-links.ts';

describe('the link to check in', () => {
  test.each([
    [
      'https://www.example.com/check-in?x=1',
      'https://www.example.com/check-in?x=1',
      'www.example.com',
    ],
    ['http://example.com', 'http://example.com/', 'example.com'],
    ['HTTPS://EXAMPLE.COM:8443', 'https://example.com:8443/', 'example.com:8443'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
    ['https://example.com/"><b>', 'https://example.com/%22%3E%3Cb%3E', 'example.com'],
    ['https://example.com/a\r\nb', 'https://example.com/ab', 'example.com'],
  ])('of %p is %s', (webSite, href, host) => {
    expect(listCheckInLinks([{ code: 'ZX', webSite }])).toEqual([{ airline: 'ZX', href, host }]);
  });

  test.each([
    ['www.example.com'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['ftp://example.com/'],
    ['//example.com/'],
    ['https://'],
    ['https://www.example.com@example.test/'],
    [`https://example.com/${'x'.repeat(1_000)}`],
    ['not a link'],
    [''],
  ])('is left out for %p', (webSite) => {
    expect(listCheckInLinks([{ code: 'ZX', webSite }])).toEqual([]);
  });

  test('is told once for the airlines that share it, by name where there is one', () => {
    const webSite = 'https://example.com/';
    expect(
      listCheckInLinks([
        { code: 'ZX', name: 'Example Air', webSite },
        { code: 'ZY', webSite },
        { code: 'ZZ' },
      ]),
    ).toEqual([{ airline: 'Example Air', href: webSite, host: 'example.com' }]);
  });

  test.each([
    ['before', ['https://example.com/a', 'http://example.com/a']],
    ['after', ['http://example.com/a', 'https://example.com/a']],
  ])('is the encrypted one where it is told %s the other', (_, webSites) => {
    const airlines = webSites.map((webSite) => ({ code: 'ZX', webSite }));
    expect(listCheckInLinks(airlines)).toEqual([
      { airline: 'ZX', href: 'https://example.com/a', host: 'example.com' },
    ]);
  });
});
