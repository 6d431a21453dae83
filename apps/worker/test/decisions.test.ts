import { describe, expect, test } from '@jest/globals';
import { classifyFailure } from '../src/mail/classify-failure.ts';
import { domainOfSender, formatMessageId } from '../src/mail/message-id.ts';
import { describeFailure } from '../src/describe-failure.ts';
import { describeUnexpected } from '../src/describe-unexpected.ts';
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

describe('a failure', () => {
  const handedOver = { wasHandedOver: true };
  const notHandedOver = { wasHandedOver: false };

  test.each([
    ['before the message was sent: it was not sent', notHandedOver, 'refused'],
    ['after it: nobody knows', handedOver, 'unknown'],
  ])('without a reply %s', (_row, handover, kind) => {
    const failure = { code: 'ECONNECTION', command: 'CONN', message: 'Connection closed' };
    expect(classifyFailure(failure, handover)).toMatchObject({ kind, reply: 'ECONNECTION' });
  });

  test.each<[string, string, string, string, boolean]>([
    ['no such mailbox', 'RCPT TO', '550 5.1.1 <ada@example.com> unknown', 'mailbox_refused', true],
    ['a mailbox that moved', 'RCPT TO', '551 5.1.6 moved', 'mailbox_refused', true],
    ['a disabled mailbox', 'RCPT TO', '550 5.2.1 disabled', 'mailbox_refused', true],
    ['a refusal without an enhanced code', 'RCPT TO', '550 no', 'mailbox_refused', true],
    ['a full mailbox', 'RCPT TO', '452 4.2.2 full', 'mail_server_busy', false],
    [
      'relaying that is denied',
      'RCPT TO',
      '554 5.7.1 Relay access denied',
      'mail_server_refused_us',
      false,
    ],
    [
      'our address on a block list',
      'RCPT TO',
      '550 5.7.1 blocked',
      'mail_server_refused_us',
      false,
    ],
    [
      'our sender, refused late',
      'RCPT TO',
      '550 5.1.8 sender unknown',
      'mail_server_refused_us',
      false,
    ],
    ['a message too large', 'DATA', '552 5.3.4 too big', 'message_refused', true],
    ['a message of bad form', 'DATA', '550 5.6.0 bad MIME', 'message_refused', true],
    ['a message refused without an enhanced code', 'DATA', '554 no', 'message_refused', true],
    [
      'a message refused by policy',
      'DATA',
      '550 5.7.26 unauthenticated',
      'mail_server_refused_us',
      false,
    ],
    ['a message for later', 'DATA', '451 4.3.0 later', 'mail_server_busy', false],
    ['our login', 'AUTH PLAIN', '535 5.7.8 bad credentials', 'mail_server_refused_us', false],
    ['our greeting', 'EHLO', '550 who are you', 'mail_server_refused_us', false],
    ['our sender', 'MAIL FROM', '553 not yours', 'mail_server_refused_us', false],
  ])('that is %s is read by its codes', (_what, command, response, code, isPermanent) => {
    const failure = { command, response, responseCode: Number(response.slice(0, 3)), message: 'x' };
    expect(classifyFailure(failure, notHandedOver)).toMatchObject({
      kind: 'refused',
      code,
      isPermanent,
      answer: response,
    });
  });

  test('is described by code, sentence and reply code, without the words of the server', () => {
    const failure = classifyFailure(
      {
        command: 'RCPT TO',
        response: '550 5.1.1 User ada unknown',
        responseCode: 550,
        message: 'x',
      },
      notHandedOver,
    );
    expect(describeFailure(failure)).toBe(
      'mailbox_refused: the mail server says that this mailbox takes no mail (550 5.1.1)',
    );
  });

  test('nobody expected is described by its kind, without its message', () => {
    const error = Object.assign(new TypeError('Ada was here'), { code: 'EODD' });
    const described = describeUnexpected(error);
    expect(described).toContain('TypeError EODD');
    expect(described).not.toContain('Ada');
    expect(describeUnexpected(undefined)).toContain('unknown');
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
