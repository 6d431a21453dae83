import { describe, expect, test } from '@jest/globals';
import { readSupportContact } from '../../src/brand/support-contact.ts';

describe('the support contact', () => {
  test.each([
    ['is absent when nothing is configured', {}],
    ['is absent when all is blank', { supportEmail: ' ', supportPhone: '' }],
  ])('%s', (_, brand) => {
    expect(readSupportContact({ name: 'Example Travel', ...brand })).toBeUndefined();
  });

  test.each([
    ['help@example.com', 'mailto:help@example.com'],
    ['help+vip@example.com', 'mailto:help%2Bvip@example.com'],
    ['help@example.com?bcc=x@example.test', 'mailto:help@example.com%3Fbcc%3Dx%40example.test'],
  ])('links mailbox %s to %s', (supportEmail, expected) => {
    const contact = readSupportContact({ name: 'Example Travel', supportEmail });
    expect(contact).toMatchObject({ email: supportEmail, emailHref: expected });
    expect(contact?.phone).toBeUndefined();
  });

  test.each([
    ['+44 20 7946 0000', 'tel:+442079460000'],
    ['+49 (0)30 123-456', 'tel:+4930123456'],
    ['(030) 123.456', 'tel:030123456'],
    ['+1 555 0100 ext. 5', undefined],
    ['1-800-FLIGHTS', undefined],
  ])('links telephone %s to %s', (supportPhone, expected) => {
    const contact = readSupportContact({ name: 'Example Travel', supportPhone });
    expect(contact?.phone).toBe(supportPhone);
    expect(contact?.phoneHref).toBe(expected);
    expect(contact?.email).toBeUndefined();
  });
});
