import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { serverAt } from '../way-out.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { createSigningKey } from './create-signing-key.ts';
import { startRawSmtp, type RawSmtp, type RawSmtpOptions } from './start-raw-smtp.ts';

let smtp: RawSmtp;
let mailer: Mailer;

beforeEach(async () => {
  smtp = await startRawSmtp();
});
afterEach(async () => {
  mailer.close();
  await smtp.close();
});

const extensions = ['AUTH PLAIN'];
const { settings: signing } = createSigningKey();

function open(drips: RawSmtpOptions['drips'], more: { maxConnections?: number } = {}) {
  smtp.behave({ extensions, drips });
  mailer = createMailer({
    server: serverAt(`smtp://me:right@127.0.0.1:${smtp.port}`),
    letterhead: buildLetterhead(),
    dkim: signing,
    timeoutMs: 200,
    maxConnections: more.maxConnections ?? 1,
  });
}

const notSent = {
  kind: 'refused',
  class: 'transient_server',
  code: 'mail_server_unreachable',
  reply: 'ETIMEDOUT',
};
const uncertain = { kind: 'unknown', reply: 'ETIMEDOUT' };

describe('an answer without end', () => {
  test.each([
    ['greeting', notSent],
    ['EHLO', notSent],
    ['AUTH', notSent],
    ['MAIL', notSent],
    ['RCPT', notSent],
    ['DATA', notSent],
    ['.', uncertain],
  ] as const)(
    'to %s ends the attempt and its line, and the next goes out',
    async (drips, outcome) => {
      open(drips);
      expect(await mailer.submit(buildMail(), granted)).toMatchObject(outcome);
      await smtp.allEnded();
      expect(smtp.messages).toHaveLength(drips === '.' ? 1 : 0);
      smtp.behave({ extensions });
      expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
    },
  );

  test('hurts no other mail of the pool', async () => {
    open('RCPT', { maxConnections: 2 });
    const stuck = mailer.submit(buildMail(), granted);
    await smtp.untilSaid(/^RCPT/);
    smtp.behave({ extensions });
    expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
    expect(await stuck).toMatchObject(notSent);
  });

  test('to the RSET behind a refused mail keeps no place in the pool', async () => {
    open('RSET');
    const refused = await mailer.submit(buildMail({ recipient: 'zoë@example.com' }), granted);
    expect(refused).toMatchObject({ code: 'smtputf8_missing' });
    expect(await mailer.submit(buildMail(), granted)).toMatchObject(notSent);
    await smtp.allEnded();
    expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
  });
});

describe('a probe', () => {
  test.each(['greeting', 'EHLO', 'AUTH'] as const)(
    'whose %s is answered without end fails, and leaves no line',
    async (drips) => {
      open(drips);
      const { code, reply } = notSent;
      expect(await mailer.probe()).toEqual({ kind: 'refused', code, reply });
      await smtp.allEnded();
    },
  );

  test('whose QUIT is answered without end passes, and leaves no line', async () => {
    open('QUIT');
    expect(await mailer.probe()).toEqual({ kind: 'passed' });
    await smtp.untilSaid(/^QUIT/);
    await smtp.allEnded();
  });
});
