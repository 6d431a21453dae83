import { expect, test } from '@jest/globals';
import { createLetterhead } from '../../src/mail/create-letterhead.ts';

const plain = {
  mailFrom: 'Blue Travel <tickets@example.com>',
  mailBcc: ['archive@example.com'],
  mailListUnsubscribe: [],
};

test('a sender is a name and a mailbox', () => {
  expect(createLetterhead(plain)).toEqual({
    from: { name: 'Blue Travel', address: 'tickets@example.com' },
    bcc: ['archive@example.com'],
    listUnsubscribe: [],
  });
});

test.each([
  ['to nobody else where none is named', {}, undefined],
  ['to the support mailbox', { brandSupportEmail: 'help@example.com' }, 'help@example.com'],
  [
    'to the mailbox for answers before that',
    { brandSupportEmail: 'help@example.com', mailReplyTo: 'Desk <desk@example.com>' },
    'desk@example.com',
  ],
  ['to no mailbox that needs SMTPUTF8', { brandSupportEmail: 'büro@example.com' }, undefined],
])('answers go %s', (_where, settings, address) => {
  expect(createLetterhead({ ...plain, ...settings }).replyTo?.address).toBe(address);
});
