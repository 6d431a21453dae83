import { describe, expect, test } from '@jest/globals';
import { maskMailbox, maskMailboxes } from '@ticketpost/schema';

describe('a masked mailbox', () => {
  test.each([
    ['mia.example@example.com', 'm•••@example.com'],
    ['m@example.com', '•••@example.com'],
    ['😀mia@example.com', '😀•••@example.com'],
    ['"a@b"@example.com', '"•••@example.com'],
  ])('%s is shown as %s', (mailbox, shown) => {
    expect(maskMailbox(mailbox)).toBe(shown);
  });
});

describe('a text with mailboxes in it', () => {
  test.each([
    [
      '550 5.1.1 <mia.example@example.com>: Recipient address rejected',
      '550 5.1.1 <m•••@example.com>: Recipient address rejected',
    ],
    ['no such user "mia example"@example.test here', 'no such user "•••@example.test here'],
    ['for mia@example.com, jo@example.com;', 'for m•••@example.com, j•••@example.com;'],
    ['see ?to=desk%40example.com', 'see ?to=•••%40example.com'],
    ['for mia.example=40example.com', 'for •••=40example.com'],
    ['size=405 limit=40.5 is 20%40 of it', 'size=405 limit=40.5 is 20%40 of it'],
    ['250 2.0.0 Ok: queued as 4F1', '250 2.0.0 Ok: queued as 4F1'],
  ])('%s', (text, shown) => {
    expect(maskMailboxes(text)).toBe(shown);
  });
});
