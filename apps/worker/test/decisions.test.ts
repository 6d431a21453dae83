import { describe, expect, test } from '@jest/globals';
import { classifyFailure } from '../src/mail/classify-failure.ts';
import { formatMessageId } from '../src/mail/message-id.ts';
import { domainOfSender, parseSender } from '@ticketpost/settings/worker';
import { describeFailure } from '../src/mail/describe-failure.ts';
import { describeUnexpected } from '../src/describe-unexpected.ts';

describe('a failure', () => {
  const handedOver = { wasHandedOver: true };
  const notHandedOver = { wasHandedOver: false };
  const final = 'permanent';
  const mailboxLater = 'transient_mailbox';
  const serverLater = 'transient_server';
  const saidOfThis = 'transient_policy';
  const busy = 'mail_server_busy';
  const us = 'mail_server_refused_us';
  const unreachable = 'mail_server_unreachable';
  const tls = 'tls_failed';

  test.each([
    ['before the message was sent: it was not sent', notHandedOver, 'refused'],
    ['after it: nobody knows', handedOver, 'unknown'],
  ])('without a reply %s', (_row, handover, kind) => {
    const failure = { code: 'ECONNECTION', command: 'CONN', message: 'Connection closed' };
    expect(classifyFailure(failure, handover)).toMatchObject({ kind, reply: 'ECONNECTION' });
  });

  test.each<[string, string, string, string, string]>([
    ['no such mailbox', 'RCPT TO', '550 5.1.1 <ada@example.com> unknown', 'mailbox_refused', final],
    ['a mailbox that moved', 'RCPT TO', '551 5.1.6 moved', 'mailbox_refused', final],
    ['a disabled mailbox', 'RCPT TO', '550 5.2.1 disabled', 'mailbox_refused', final],
    ['a domain that takes no mail', 'RCPT TO', '556 5.1.10 null MX', 'mailbox_refused', final],
    ['a refusal without an enhanced code', 'RCPT TO', '550 no', 'mailbox_refused', final],
    ['a message too large', 'DATA', '552 5.3.4 too big', 'message_refused', final],
    ['a message too large, said early', 'MAIL FROM', '552 5.3.4 too big', 'message_refused', final],
    ['a message of bad form', 'DATA', '550 5.6.0 bad MIME', 'message_refused', final],
    ['a mailbox beyond ASCII', 'RCPT TO', '553 5.6.7 ASCII only', 'smtputf8_missing', final],
    ['a header beyond ASCII', 'DATA', '550 5.6.9 no UTF-8', 'smtputf8_missing', final],
    ['a message refused without an enhanced code', 'DATA', '554 no', 'message_refused', final],
    ['a full mailbox', 'RCPT TO', '452 4.2.2 full', 'mailbox_busy', mailboxLater],
    ['a full mailbox, said late', 'DATA', '452 4.2.2 full', 'mailbox_busy', mailboxLater],
    ['a busy mailbox', 'RCPT TO', '450 busy', 'mailbox_busy', mailboxLater],
    ['greylisting', 'RCPT TO', '451 4.7.1 greylisted', 'mailbox_busy', mailboxLater],
    ['greylisting in other words', 'RCPT TO', '450 4.2.0 greylisted', 'mailbox_busy', mailboxLater],
    ['a busy mailbox by its basic code only', 'RCPT TO', '450 4.3.2 no', busy, serverLater],
    ['a sender nobody can look up now', 'RCPT TO', '450 4.1.8 no domain', busy, serverLater],
    ['a sender to come back later', 'MAIL FROM', '450 4.2.1 later', busy, serverLater],
    ['a message for later', 'DATA', '451 4.3.0 later', busy, serverLater],
    ['a server short of room', 'RCPT TO', '452 too many', busy, serverLater],
    ['a server that closes', 'RCPT TO', '421 4.2.1 closing', busy, serverLater],
    ['a server that closes at the login', 'AUTH PLAIN', '421 4.7.0 later', busy, serverLater],
    ['relaying that is denied', 'RCPT TO', '554 5.7.1 Relay access denied', us, saidOfThis],
    ['our address on a block list', 'RCPT TO', '550 5.7.1 blocked', us, saidOfThis],
    ['a message refused by policy', 'DATA', '550 5.7.26 unauthenticated', us, saidOfThis],
    ['a command out of order', 'RCPT TO', '503 bad sequence', us, saidOfThis],
    ['our login', 'AUTH PLAIN', '535 5.7.8 bad credentials', 'login_refused', 'systemic'],
    ['our login, by policy', 'AUTH PLAIN', '550 5.7.1 disabled', 'login_refused', 'systemic'],
    ['our login, for now', 'AUTH PLAIN', '454 4.7.0 no directory', 'login_refused', 'systemic'],
    ['a weak method', 'AUTH PLAIN', '534 5.7.9 too weak', 'login_refused', 'systemic'],
    ['a login over a clear line', 'AUTH PLAIN', '538 5.7.11 TLS', 'login_refused', 'systemic'],
    ['a login that is missing', 'MAIL FROM', '530 5.7.0 log in first', 'login_refused', 'systemic'],
    ['a login missed late', 'RCPT TO', '530 5.7.1 log in first', 'login_refused', 'systemic'],
    ['our sender', 'MAIL FROM', '553 not yours', 'sender_refused', 'systemic'],
    [
      'our sender, in other words',
      'MAIL FROM',
      '550 5.7.1 not yours',
      'sender_refused',
      'systemic',
    ],
    ['our sender, refused late', 'RCPT TO', '550 5.1.8 unknown', 'sender_refused', 'systemic'],
    ['our sender, by its form', 'MAIL FROM', '501 5.1.7 bad', 'sender_refused', 'systemic'],
    ['TLS that is not to be had', 'STARTTLS', '454 4.7.0 no TLS', 'tls_failed', 'systemic'],
    ['a server that serves nobody', 'CONN', '554 5.3.2 no service', us, 'systemic'],
    ['our greeting', 'EHLO', '550 who are you', us, 'systemic'],
  ])('that is %s is read by its codes', (_what, command, response, code, failureClass) => {
    const failure = { command, response, responseCode: Number(response.slice(0, 3)), message: 'x' };
    expect(classifyFailure(failure, notHandedOver)).toMatchObject({
      kind: 'refused',
      code,
      class: failureClass,
      answer: response,
    });
  });

  test.each<[string, string, string | undefined, string, string]>([
    ['a refused connection', 'ESOCKET', 'ECONNREFUSED', unreachable, 'systemic'],
    ['a host behind no way', 'ESOCKET', 'EHOSTUNREACH', unreachable, 'systemic'],
    ['a network behind no way', 'ESOCKET', 'ENETUNREACH', unreachable, 'systemic'],
    ['a name that is gone', 'EDNS', 'ENOTFOUND', 'mail_server_not_found', 'systemic'],
    ['a name service that is gone', 'EDNS', 'EAI_AGAIN', 'mail_server_not_found', 'systemic'],
    ['a self-made certificate', 'ESOCKET', 'DEPTH_ZERO_SELF_SIGNED_CERT', tls, 'systemic'],
    ['an unknown issuer', 'ESOCKET', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', tls, 'systemic'],
    ['an old certificate', 'ESOCKET', 'CERT_HAS_EXPIRED', tls, 'systemic'],
    ["another host's certificate", 'ESOCKET', 'ERR_TLS_CERT_ALTNAME_INVALID', tls, 'systemic'],
    ['no TLS at all', 'ESOCKET', 'ERR_SSL_WRONG_VERSION_NUMBER', tls, 'systemic'],
    ['TLS that ended midway', 'ETLS', undefined, tls, 'systemic'],
    ['half a login', 'EAUTH', undefined, 'login_refused', 'systemic'],
    ['a mailbox that cannot be named', 'ESMTPUTF8', undefined, 'smtputf8_missing', final],
    ['an address of no form', 'EENVELOPE', undefined, 'message_refused', final],
    ['a time-out', 'ETIMEDOUT', undefined, unreachable, serverLater],
    ['a time-out of the network', 'ESOCKET', 'ETIMEDOUT', unreachable, serverLater],
    ['a line cut', 'ESOCKET', 'ECONNRESET', unreachable, serverLater],
    ['a line closed', 'ECONNECTION', undefined, unreachable, serverLater],
    ['gibberish', 'EPROTOCOL', undefined, unreachable, serverLater],
  ])('that is %s is read by its code', (_what, code, originalCode, expected, failureClass) => {
    expect(
      classifyFailure({ code, originalCode, command: 'CONN', message: 'x' }, notHandedOver),
    ).toMatchObject({
      kind: 'refused',
      code: expected,
      class: failureClass,
      reply: originalCode ?? code,
    });
  });

  test('that is no "no" after the message was handed over leaves it open', () => {
    const failure = { response: '250 what?', responseCode: 250, code: 'EPROTOCOL', message: 'x' };
    expect(classifyFailure(failure, handedOver)).toMatchObject({ kind: 'unknown' });
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
    ['tickets@bücher.example', 'xn--bcher-kva.example'],
  ])('of the sender %j is on %j', (from, domain) => {
    expect(domainOfSender(parseSender(from))).toBe(domain);
  });
});
