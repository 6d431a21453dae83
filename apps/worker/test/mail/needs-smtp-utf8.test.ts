import { expect, test } from '@jest/globals';
import { needsSmtpUtf8 } from '../../src/mail/check-smtp-utf8.ts';

test.each([
  ['ada@example.com', false],
  ['ada@bücher.example', false],
  ['zoë@example.com', true],
  ['旅客@例え.example', true],
  ['a.long-name+tag@example.com', false],
])('%s needs SMTPUTF8: %s', (mailbox, expected) => {
  expect(needsSmtpUtf8(mailbox)).toBe(expected);
});
