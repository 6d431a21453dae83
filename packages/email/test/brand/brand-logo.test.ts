import { describe, expect, test } from '@jest/globals';
import type { Brand } from '@ticketpost/email';
import { attachLogo, readLogo } from '../../src/brand/brand-logo.ts';

const name = 'Example Travel';
const href = 'https://www.example.com/logo.png';
const content = Buffer.from('picture');
const inline = { kind: 'inline', contentType: 'image/png', content } as const;

describe('the logo', () => {
  test.each<[string, Omit<Brand, 'name'>, ReturnType<typeof readLogo>]>([
    ['is absent when there is none', {}, undefined],
    ['has its address', { logo: { kind: 'url', href } }, { src: href, width: 160 }],
    ['has the width that is asked for', { logo: inline, logoWidth: 90 }, at(90)],
    ['is never wider than a phone shows', { logo: inline, logoWidth: 900 }, at(280)],
    ['has the usual width for an impossible one', { logo: inline, logoWidth: -3 }, at(160)],
    ['is left out when not encrypted', url('http://www.example.com/logo.png'), undefined],
    ['is left out when it is code', url('javascript:alert(1)'), undefined],
    ['is left out with a user name', url('https://user@example.com/'), undefined],
    ['is left out when it is no address', url('logo.png'), undefined],
    [
      'has an address without quotes and brackets',
      url('https://example.com/"><b>'),
      { src: 'https://example.com/%22%3E%3Cb%3E', width: 160 },
    ],
  ])('%s', (_, brand, expected) => {
    expect(readLogo({ name, ...brand })).toEqual(expected);
  });

  test('inside the mail is the part that its address names', () => {
    const brand = { name, logo: inline };
    const [attachment] = attachLogo(brand);
    expect(attachment).toMatchObject({ contentType: 'image/png', content });
    expect(readLogo(brand)?.src).toBe(`cid:${attachment?.cid}`);
  });

  test('by its address is no part of the mail', () => {
    expect(attachLogo({ name, logo: { kind: 'url', href } })).toEqual([]);
    expect(attachLogo({ name })).toEqual([]);
  });
});

function url(address: string): Omit<Brand, 'name'> {
  return { logo: { kind: 'url', href: address } };
}

function at(width: number) {
  return { src: 'cid:logo@ticketpost', width };
}
