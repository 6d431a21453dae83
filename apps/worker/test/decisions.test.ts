import { describe, expect, test } from '@jest/globals';
import { classifyFailure } from '../src/mail/classify-failure.ts';
import { domainOfSender, formatMessageId } from '../src/mail/message-id.ts';
import { maskMailboxes } from '../src/mask-mailboxes.ts';
import { resolveRecipient, type RecipientSettings } from '../src/resolve-recipient.ts';

const sandbox = 'sandbox@example.com';
const fallback = 'desk@example.com';
const real = 'ABCDE20260102030405678';
const test_ = 'TESTL20230922153224323';

describe('the recipient', () => {
  test.each<[string, string, RecipientSettings, object]>([
    [
      'of a real order is the fallback',
      real,
      { fallbackRecipient: fallback },
      { mailbox: fallback, source: 'fallback' },
    ],
    [
      'of a real order is nobody without a fallback',
      real,
      { sandboxRecipient: sandbox },
      { kind: 'nobody' },
    ],
    [
      'of a sandbox order is the sandbox mailbox',
      test_,
      { sandboxRecipient: sandbox, fallbackRecipient: fallback },
      { mailbox: sandbox, source: 'sandbox' },
    ],
    [
      'of a sandbox order is never the fallback',
      test_,
      { fallbackRecipient: fallback },
      { kind: 'nobody' },
    ],
    [
      'of an order that only contains TEST is the fallback',
      'ATEST2026',
      { fallbackRecipient: fallback },
      { mailbox: fallback },
    ],
  ])('%s', (_row, orderNo, settings, expected) => {
    expect(resolveRecipient(orderNo, settings)).toMatchObject(expected);
  });
});

describe('a mailbox in a server answer', () => {
  test.each([
    ['550 5.1.1 <someone@example.com>: unknown', '550 5.1.1 <•••@example.com>: unknown'],
    [
      'no such user someone.else+tag@mail.example.com here',
      'no such user •••@mail.example.com here',
    ],
    ['two: a@example.com, b@example.test', 'two: •••@example.com, •••@example.test'],
    ['unbekannt: zoë@example.com', 'unbekannt: •••@example.com'],
    ['250 OK queued as 4F2A', '250 OK queued as 4F2A'],
  ])('%j becomes %j', (answer, masked) => {
    expect(maskMailboxes(answer)).toBe(masked);
  });
});

describe('a failure', () => {
  const handedOver = { wasHandedOver: true };
  const notHandedOver = { wasHandedOver: false };
  test.each([
    [
      'without a reply before the message was sent: it was not sent',
      { code: 'ECONNECTION', command: 'CONN' },
      notHandedOver,
      { kind: 'refused', isPermanent: false },
    ],
    [
      'without a reply after it: nobody knows',
      { code: 'ECONNECTION', command: 'CONN' },
      handedOver,
      { kind: 'unknown' },
    ],
    [
      'with a 5xx after it: the server said no',
      { responseCode: 554, command: 'DATA' },
      handedOver,
      { kind: 'refused', isPermanent: true },
    ],
    [
      'with a 4xx after it: the server said later',
      { responseCode: 451, command: 'DATA' },
      handedOver,
      { kind: 'refused', isPermanent: false },
    ],
    [
      'with 535: our own login',
      { responseCode: 535, command: 'AUTH PLAIN' },
      notHandedOver,
      { kind: 'refused', isPermanent: false },
    ],
    [
      'with a 5xx to EHLO: about us',
      { responseCode: 550, command: 'EHLO' },
      notHandedOver,
      { kind: 'refused', isPermanent: false },
    ],
  ])('%s', (_row, failure, handover, expected) => {
    expect(classifyFailure({ message: 'x', ...failure }, handover)).toMatchObject(expected);
  });
});

describe('a Message-ID', () => {
  test('is the same for the same ticket set', () => {
    expect(formatMessageId('a'.repeat(64), 'example.com')).toBe(`<${'a'.repeat(40)}@example.com>`);
  });

  test.each([
    ['tickets@example.com', 'example.com'],
    ['Blue Travel <tickets@mail.example.com>', 'mail.example.com'],
  ])('of the sender %j is on %j', (from, domain) => {
    expect(domainOfSender(from)).toBe(domain);
  });
});
