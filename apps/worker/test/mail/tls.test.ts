import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createOutbound } from '@ticketpost/outbound';
import {
  buildDelivery,
  createTestAuthority,
  type IssuedCertificate,
  type TestAuthority,
} from '@ticketpost/testkit';
import { createMailer, type Mailer } from '../../src/mail/create-mailer.ts';
import { startWorker } from '../start-worker.ts';
import { buildLetterhead, buildMail, granted } from './build-mail.ts';
import { startRawSmtp, type RawSmtp, type RawSmtpOptions } from './start-raw-smtp.ts';

const tlsFailed = { kind: 'refused', class: 'systemic', code: 'tls_failed' };
const login = 'me:the-password@';
/** As PLAIN and LOGIN write them. */
const secrets = ['the-password', Buffer.from('the-password').toString('base64'), 'AUTH'];

let authority: TestAuthority;
let certificate: IssuedCertificate;
let smtp: RawSmtp;
const mailers: Mailer[] = [];
beforeAll(async () => {
  authority = await createTestAuthority();
  certificate = await authority.issue(['localhost']);
});
beforeEach(async () => {
  smtp = await startRawSmtp();
});
afterEach(async () => {
  for (const mailer of mailers.splice(0)) mailer.close();
  await smtp.close();
});

/** A mailer as in production, to this machine, which nobody named. */
function open(scheme: string, { auth = '', query = '', ca = authority.ca } = {}): Mailer {
  const outbound = createOutbound({
    environment: 'production',
    outboundPrivateHosts: [],
    ...(ca === '' ? {} : { tlsCa: ca }),
  });
  const mailer = createMailer({
    server: outbound.smtp(`${scheme}://${auth}localhost:${smtp.port}${query}`),
    letterhead: buildLetterhead(),
    timeoutMs: 2000,
    maxConnections: 1,
  });
  mailers.push(mailer);
  return mailer;
}

const authOffer = ['AUTH PLAIN LOGIN'];

describe('a mail goes out', () => {
  test.each<[string, RawSmtpOptions['tls']]>([
    ['smtps', { fromTheStart: true }],
    ['smtp+starttls', {}],
    ['smtp', {}],
  ])('by %s, with the login inside of TLS alone', async (scheme, tls) => {
    smtp.behave({ extensions: authOffer, tls: { ...certificate, ...tls } });
    const mailer = open(scheme, { auth: login });
    expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
    expect(smtp.messages).toHaveLength(1);
    expect(smtp.commands.some((command) => command.startsWith('AUTH'))).toBe(true);
    for (const secret of secrets.slice(0, 2)) expect(smtp.inClear()).not.toContain(secret);
    expect(smtp.inClear()).not.toContain('MAIL FROM');
  });
});

describe('nothing is told, and it is systemic, when', () => {
  test.each<[string, { scheme: string; auth?: string; query?: string }, RawSmtpOptions]>([
    ['STARTTLS was taken out on the way', { scheme: 'smtp+starttls' }, { stripsStartTls: true }],
    ['it was, and the URL has a login', { scheme: 'smtp', auth: login }, { stripsStartTls: true }],
    [
      'it was, and the URL asks for it by a parameter',
      { scheme: 'smtp', query: '?requireTLS=true' },
      { stripsStartTls: true },
    ],
    ['STARTTLS is refused', { scheme: 'smtp+starttls' }, { startTlsReply: '454 4.7.0 not now' }],
    ['STARTTLS is refused for good', { scheme: 'smtp', auth: login }, { startTlsReply: '502 no' }],
    ['TLS is only pretended', { scheme: 'smtp+starttls' }, { pretendsTls: true, injected: 'x' }],
  ])('%s', async (_row, { scheme, auth = '', query = '' }, behaviour) => {
    smtp.behave({ extensions: authOffer, tls: certificate, ...behaviour });
    if (behaviour.stripsStartTls === true) smtp.behave({ extensions: authOffer });
    const mailer = open(scheme, { auth, query });
    expect(await mailer.submit(buildMail(), granted)).toMatchObject(tlsFailed);
    expect(await mailer.probe()).toMatchObject({ kind: 'refused', code: 'tls_failed' });
    for (const secret of secrets) expect(smtp.inClear()).not.toContain(secret);
    expect(smtp.inClear()).not.toContain('MAIL FROM');
    expect(smtp.messages).toEqual([]);
  });

  const certificates: [string, () => Promise<IssuedCertificate>][] = [
    ['of another host', () => authority.issue(['mail.example.com'])],
    ['that has ended', () => authority.issue(['localhost'], { validDays: -1 })],
    [
      'of an authority that nobody named',
      async () => (await createTestAuthority()).issue(['localhost']),
    ],
  ];
  describe.each(['smtps', 'smtp+starttls', 'smtp'])('%s meets', (scheme) => {
    test.each(certificates)('a certificate %s', async (_row, issue) => {
      smtp.behave({
        extensions: authOffer,
        tls: { ...(await issue()), fromTheStart: scheme === 'smtps' },
      });
      const mailer = open(scheme, { auth: login });
      expect(await mailer.submit(buildMail(), granted)).toMatchObject(tlsFailed);
      expect(smtp.messages).toEqual([]);
      expect(smtp.commands.filter((command) => /^(AUTH|MAIL)/.test(command))).toEqual([]);
    });

    test('a certificate of ours without TLS_CA', async () => {
      smtp.behave({ tls: { ...certificate, fromTheStart: scheme === 'smtps' } });
      expect(await open(scheme, { ca: '' }).submit(buildMail(), granted)).toMatchObject(tlsFailed);
    });

    test('an old version of TLS', async () => {
      const old = {
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      } as const;
      smtp.behave({ tls: { ...certificate, ...old, fromTheStart: scheme === 'smtps' } });
      expect(await open(scheme).submit(buildMail(), granted)).toMatchObject(tlsFailed);
    });
  });
});

describe('what is said before TLS does not count within it', () => {
  test.each([
    '250-mail.example.test\r\n250-AUTH PLAIN\r\n250 SMTPUTF8\r\n',
    '250 mail.example.test\r\n',
    '220 injected',
    '250-half of an answer',
  ])('%j', async (injected) => {
    smtp.behave({ tls: certificate, injected });
    const mailer = open('smtp+starttls', { auth: login });
    // The server within TLS offers no login: one that was injected would be tried.
    expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
    expect(smtp.commands.filter((command) => command.startsWith('AUTH'))).toEqual([]);
    expect(smtp.commands.filter((command) => command.startsWith('EHLO'))).toHaveLength(2);
  });
});

test('a mail goes out once the server has STARTTLS again, over the same mailer', async () => {
  const mailer = open('smtp+starttls', { auth: login });
  expect(await mailer.submit(buildMail(), granted)).toMatchObject(tlsFailed);
  smtp.behave({ extensions: authOffer, tls: certificate });
  expect(await mailer.probe()).toEqual({ kind: 'passed' });
  expect(await mailer.submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
});

test('a worker pauses meanwhile, loses no attempt, and mails once it is mended', async () => {
  const mailer = open('smtp+starttls', { auth: login });
  const worker = await startWorker({
    submit: (mail, permit) => mailer.submit(mail, permit),
    probe: () => mailer.probe(),
    // One retry, at once: whatever loses two attempts is a dead letter.
    retryDelaysMs: [1],
  });
  try {
    const paused = worker.nextPause();
    const deliveryId = await worker.deliver(buildDelivery());
    await paused;
    expect(worker.pauses).toEqual(['tls_failed']);
    smtp.behave({ extensions: authOffer, tls: certificate });
    expect(await worker.ended(deliveryId)).toMatchObject({ result: { outcome: 'sent' } });
    expect(smtp.messages).toHaveLength(1);
  } finally {
    await worker.close();
  }
});

test('without a login a mail goes out in clear where STARTTLS is not asked for', async () => {
  expect(await open('smtp').submit(buildMail(), granted)).toMatchObject({ kind: 'accepted' });
});
