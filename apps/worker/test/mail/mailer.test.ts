import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  findFreePort,
  startSmtpStandIn,
  type SmtpBehaviour,
  type SmtpStandIn,
} from '@ticketpost/testkit';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import type { DkimSettings } from '@ticketpost/settings/worker';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { serverAt } from '../way-out.ts';

let smtp: SmtpStandIn;
let mailer: Mailer;

beforeAll(async () => {
  smtp = await startSmtpStandIn({
    authenticate: (user, password) => `${user}:${password}` === 'me:right',
  });
});
afterAll(async () => {
  await smtp.close();
});
beforeEach(() => {
  mailer = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`);
});
afterEach(() => {
  mailer.close();
  smtp.behave({});
});

function mailerTo(
  smtpUrl: string,
  settings: { bcc?: string[]; timeoutMs?: number; dkim?: DkimSettings | undefined } = {},
): Mailer {
  return createMailer({
    server: serverAt(smtpUrl),
    letterhead: buildLetterhead({ bcc: settings.bcc ?? [] }),
    dkim: settings.dkim,
    timeoutMs: settings.timeoutMs ?? 5000,
    maxConnections: 2,
  });
}

describe('a mail that is taken', () => {
  test('arrives with its parts, subject, sender and Message-ID', async () => {
    const mail = buildMail();
    expect(await mailer.submit(mail, granted)).toMatchObject({ kind: 'accepted' });
    const received = await smtp.nextMail();
    expect(received).toMatchObject({
      from: 'tickets@example.com',
      recipients: ['traveller@example.com'],
      messageId: mail.messageId,
      subject: mail.subject,
    });
    expect(received.html).toContain('Zoë');
    expect(received.text).toContain('Zoë');
    expect(received.headers.get('from')).toBe('Blue Travel <tickets@example.com>');
  });

  test('goes to the open copies too, which its header names', async () => {
    const cc = ['office@example.com', 'partner@bücher.example'];
    expect(await mailer.submit({ ...buildMail(), cc }, granted)).toMatchObject({
      kind: 'accepted',
      refusedCopies: 0,
    });
    const received = await smtp.nextMail();
    expect(received.recipients).toEqual(['traveller@example.com', ...cc]);
    expect(received.headers.get('to')).toBe('traveller@example.com');
    expect(received.headers.get('cc')).toBe('office@example.com, partner@xn--bcher-kva.example');
  });

  test('without open copies has no header for them', async () => {
    await mailer.submit(buildMail(), granted);
    expect((await smtp.nextMail()).headers.has('cc')).toBe(false);
  });

  test('goes to the blind copies too, which no header names', async () => {
    const copying = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, {
      bcc: ['archive@example.com'],
    });
    await copying.submit(buildMail(), granted);
    const received = await smtp.nextMail();
    expect(received.recipients).toEqual(['traveller@example.com', 'archive@example.com']);
    expect(received.raw.toString()).not.toContain('archive');
    copying.close();
  });

  test.each([
    ['blind', { bcc: ['archive@example.com'], cc: [] }],
    ['open', { bcc: [], cc: ['archive@example.com'] }],
    ['blind, in another spelling of its domain', { bcc: ['archive@Bücher.example'], cc: [] }],
    ['open, in another spelling of its domain', { bcc: [], cc: ['archive@EXAMPLE.com'] }],
  ])('counts although a copy is refused that is %s', async (_kind, { bcc, cc }) => {
    const copying = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, { bcc });
    smtp.behave((stage, address) =>
      stage === 'rcpt' && address.startsWith('archive') ? { reply: 550 } : undefined,
    );
    expect(await copying.submit({ ...buildMail(), cc }, granted)).toMatchObject({
      kind: 'accepted',
      refusedCopies: 1,
    });
    copying.close();
  });

  test('shares its connection with the next', async () => {
    const before = smtp.connections;
    await mailer.submit(buildMail(), granted);
    await mailer.submit(buildMail(), granted);
    expect(smtp.connections - before).toBe(1);
  });
});

describe.each([
  ['a mail', undefined],
  // Signing reads the whole message before the server is even told of it.
  ['a signed mail', createSigningKey().settings],
])('%s that is not taken', (_what, dkim) => {
  beforeEach(() => {
    mailer.close();
    mailer = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, { dkim });
  });

  test.each<[string, SmtpBehaviour, object]>([
    [
      'an unknown mailbox is final',
      { rcpt: { reply: 550 } },
      { kind: 'refused', class: 'permanent', code: 'mailbox_refused' },
    ],
    [
      'a full mailbox is not',
      { rcpt: { reply: 450 } },
      { kind: 'refused', class: 'transient_mailbox', code: 'mailbox_busy' },
    ],
    [
      'a refused message is final',
      { data: { reply: 554 } },
      { kind: 'refused', class: 'permanent', code: 'message_refused' },
    ],
    [
      'a message for later is not',
      { data: { reply: 451 } },
      { kind: 'refused', class: 'transient_server', code: 'mail_server_busy' },
    ],
    [
      'a refused sender is systemic',
      { mail: { reply: 550 } },
      { kind: 'refused', class: 'systemic', code: 'sender_refused' },
    ],
    [
      'a refused login is systemic',
      { auth: { reply: 535 } },
      { kind: 'refused', class: 'systemic', code: 'login_refused' },
    ],
    [
      'a closing server is busy',
      { connect: { reply: 421 } },
      { kind: 'refused', class: 'transient_server', code: 'mail_server_busy' },
    ],
    [
      'a line dropped at the greeting',
      { connect: { drop: 'before' } },
      { kind: 'refused', class: 'transient_server', code: 'mail_server_unreachable' },
    ],
    [
      'a line dropped before the message',
      { data: { drop: 'before' } },
      { kind: 'refused', class: 'transient_server', code: 'mail_server_unreachable' },
    ],
    [
      'a line dropped after the message is unknown',
      { data: { drop: 'after' } },
      { kind: 'unknown' },
    ],
  ])('%s', async (_row, behaviour, outcome) => {
    smtp.behave(behaviour);
    expect(await mailer.submit(buildMail(), granted)).toMatchObject(outcome);
  });

  test.each([
    [550, 'permanent', 'mailbox_refused'],
    [451, 'transient_server', 'mail_server_busy'],
  ])('by the traveller (%d) is not taken, although a copy is', async (reply, failure, code) => {
    const copying = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, {
      bcc: ['archive@example.com'],
    });
    smtp.behave((stage, address) =>
      stage === 'rcpt' && address.startsWith('traveller') ? { reply } : undefined,
    );
    expect(await copying.submit(buildMail(), granted)).toMatchObject({
      kind: 'refused',
      class: failure,
      code,
    });
    copying.close();
  });

  test('by the traveller for good is not tried again for a copy that is only busy', async () => {
    smtp.behave((stage, address) => {
      if (stage !== 'rcpt') return undefined;
      return { reply: address.startsWith('traveller') ? 550 : 450 };
    });
    const cc = ['office@example.com'];
    expect(await mailer.submit({ ...buildMail(), cc }, granted)).toMatchObject({
      kind: 'refused',
      class: 'permanent',
      code: 'mailbox_refused',
    });
  });

  test('because nobody listens was never sent', async () => {
    const nowhere = mailerTo(`smtp://127.0.0.1:${await findFreePort()}`);
    expect(await nowhere.submit(buildMail(), granted)).toMatchObject({
      kind: 'refused',
      class: 'systemic',
      code: 'mail_server_unreachable',
      reply: 'ECONNREFUSED',
    });
    nowhere.close();
  });

  test('because the server speaks no TLS is systemic', async () => {
    const secure = mailerTo(`smtps://me:right@127.0.0.1:${smtp.port}`);
    expect(await secure.submit(buildMail(), granted)).toMatchObject({
      kind: 'refused',
      class: 'systemic',
      code: 'tls_failed',
    });
    secure.close();
  });

  test.each<[string, SmtpBehaviour, string]>([
    ['the greeting', { connect: { hang: true } }, 'refused'],
    ['RCPT', { rcpt: { hang: true } }, 'refused'],
    ['the answer to the message', { data: { hang: true } }, 'unknown'],
  ])('because the server hangs at %s ends in time', async (_stage, behaviour, kind) => {
    smtp.behave(behaviour);
    const impatient = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, { timeoutMs: 200, dkim });
    expect((await impatient.submit(buildMail(), granted)).kind).toBe(kind);
    impatient.close();
  });

  test('leaves the next one alone', async () => {
    smtp.behave({ rcpt: { reply: 550, times: 1 } });
    await mailer.submit(buildMail(), granted);
    expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
  });
});

describe('a probe', () => {
  test('passes when the login is taken, and sends nothing', async () => {
    const before = smtp.mails.length;
    expect(await mailer.probe()).toEqual({ kind: 'passed' });
    expect(smtp.mails).toHaveLength(before);
  });

  test.each<[string, SmtpBehaviour, string]>([
    ['a refused login', { auth: { reply: 535 } }, 'login_refused'],
    ['a busy server', { connect: { reply: 421 } }, 'mail_server_busy'],
    ['a server that hangs', { connect: { hang: true } }, 'mail_server_unreachable'],
  ])('finds %s', async (_row, behaviour, code) => {
    smtp.behave(behaviour);
    const impatient = mailerTo(`smtp://me:right@127.0.0.1:${smtp.port}`, { timeoutMs: 200 });
    expect(await impatient.probe()).toMatchObject({ kind: 'refused', code });
    impatient.close();
  });

  test('makes a connection of its own, though one is at hand', async () => {
    await mailer.submit(buildMail(), granted);
    const before = smtp.connections;
    await mailer.probe();
    expect(smtp.connections - before).toBe(1);
  });
});
