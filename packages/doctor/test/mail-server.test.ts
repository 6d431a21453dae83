import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findFreePort, startSmtpStandIn, type SmtpStandInOptions } from '@ticketpost/testkit';
import { createChecks } from '../src/create-checks.ts';
import type { Diagnosis } from '../src/diagnosis.ts';
import { judgeMailServer } from '../src/smtp/judge-mail-server.ts';
import { runChecks } from '../src/run-checks.ts';
import { startTlsSmtp } from './start-tls-smtp.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startPlain(options: SmtpStandInOptions = {}) {
  const server = await startSmtpStandIn(options);
  closers.push(() => server.close());
  return server;
}

async function startTls(options: Parameters<typeof startTlsSmtp>[0]) {
  const server = await startTlsSmtp(options);
  closers.push(() => server.close());
  return server;
}

/** Says yes to everything, but never comes to the end of its answer to one verb, though never silent. */
async function startDripping(verb: string) {
  const lines: Promise<unknown>[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    lines.push(once(socket, 'close'));
    socket.write('220 mail.example.test\r\n');
    socket.on('data', (chunk) => {
      if (!chunk.toString().startsWith(verb)) {
        socket.write('250 fine\r\n');
        return;
      }
      const timer = setInterval(() => socket.write('250-soon\r\n'), 20);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, allEnded: () => Promise.all(lines) };
}

/** What `doctor --only smtp` finds with these settings. */
async function look(
  SMTP_URL: string,
  { sendTo, ...more }: { sendTo?: string } & Record<string, string> = {},
): Promise<Diagnosis[]> {
  const environment = { SMTP_URL, SMTP_TIMEOUT_MS: '2000', ...more };
  const checks = createChecks({ environment, sendTo }).filter(({ name }) => name === 'smtp');
  return runChecks(checks);
}

const brief = (found: readonly Diagnosis[]) => found.map(({ name, status }) => `${name} ${status}`);
const findingOf = (found: readonly Diagnosis[], name: string) =>
  found.find((diagnosis) => diagnosis.name === name)?.finding;
const remedyOf = (found: readonly Diagnosis[], name: string) =>
  found.find((diagnosis) => diagnosis.name === name)?.remedy;

describe('a mail server', () => {
  test('on this machine needs neither TLS nor a login', async () => {
    const server = await startPlain();
    const found = await look(server.url);
    expect(brief(found)).toEqual([
      'smtp.host ok',
      'smtp.connection ok',
      'smtp.tls ok',
      'smtp.login ok',
      'smtp.extensions ok',
    ]);
    expect(findingOf(found, 'smtp.extensions')).toContain('8BITMIME, SMTPUTF8');
    expect(server.mails).toHaveLength(0);
  });

  test('without SMTPUTF8 is said to have none', async () => {
    const server = await startPlain({ hideSmtpUtf8: true });
    expect(findingOf(await look(server.url), 'smtp.extensions')).toContain('no SMTPUTF8');
  });

  test('that takes the login', async () => {
    const server = await startTls({ secure: true, validDays: 200, password: 's:e/c@r%t' });
    const found = await look(server.url(`olga:${encodeURIComponent('s:e/c@r%t')}@`), {
      TLS_CA: server.ca,
    });
    expect(brief(found).slice(2, 4)).toEqual(['smtp.tls ok', 'smtp.login ok']);
    expect(findingOf(found, 'smtp.tls')).toMatch(/^TLSv1\.\d, certificate by .+ until \d{4}-/);
    expect(findingOf(found, 'smtp.login')).toContain('accepted');
  });

  test('that refuses the login', async () => {
    const server = await startTls({ secure: false, validDays: 200 });
    const found = await look(server.url('olga:wrong@'), { TLS_CA: server.ca });
    expect(brief(found)).toEqual([
      'smtp.host ok',
      'smtp.connection ok',
      'smtp.tls ok',
      'smtp.login failed',
      'smtp.extensions ok',
    ]);
    expect(JSON.stringify(found)).not.toContain('wrong@');
  });

  test('that offers no login, though there is one', async () => {
    const server = createServer((socket) => {
      socket.write('220 mail.example.test\r\n');
      socket.on('data', (data) => {
        const isQuit = data.toString().startsWith('QUIT');
        socket.write(isQuit ? '221 Bye\r\n' : '250-mail.example.test\r\n250 SIZE 500000\r\n');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    const found = await look(`smtp://olga:secret@127.0.0.1:${port}`);
    expect(brief(found).slice(3)).toEqual(['smtp.login warning', 'smtp.extensions warning']);
    expect(findingOf(found, 'smtp.extensions')).toContain('SIZE 500000');
  });

  test('whose certificate ends soon', async () => {
    const server = await startTls({ secure: false, validDays: 5.5 });
    const found = await look(server.url(), { TLS_CA: server.ca });
    expect(brief(found)[2]).toBe('smtp.tls warning');
    expect(findingOf(found, 'smtp.tls')).toContain('expires in 5 days');
  });

  test('whose certificate has ended', async () => {
    const server = await startTls({ secure: true, validDays: -1 });
    const found = await look(server.url(), { TLS_CA: server.ca });
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection ok', 'smtp.tls failed']);
    expect(findingOf(found, 'smtp.tls')).toContain('CERT_HAS_EXPIRED');
  });

  test('whose certificate nobody vouches for', async () => {
    const server = await startTls({ secure: false, validDays: 200 });
    const found = await look(server.url());
    expect(brief(found)).toContain('smtp.tls failed');
    expect(remedyOf(found, 'smtp.tls')).toContain('TLS_CA');
  });

  test('whose certificate is not to be looked at is not asked', async () => {
    const server = await startTls({ secure: true, validDays: 200 });
    const found = await look(`${server.url()}?tls.rejectUnauthorized=false`);
    expect(brief(found)).toEqual(['smtp skipped']);
  });

  test('that offers no STARTTLS is not told the login', async () => {
    const server = await startPlain();
    const found = await look(`smtp+starttls://olga:secret@127.0.0.1:${server.port}`);
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection ok', 'smtp.tls failed']);
    expect(JSON.stringify(server.mails)).toBe('[]');
  });

  test('that speaks no TLS where it is asked to', async () => {
    const { port } = await startPlain();
    const found = await look(`smtps://127.0.0.1:${port}`);
    expect(brief(found)).toContain('smtp.tls failed');
  });

  test('that is not there', async () => {
    const found = await look(`smtp://127.0.0.1:${await findFreePort()}`);
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection failed']);
    expect(findingOf(found, 'smtp.connection')).toContain('ECONNREFUSED');
  });

  test('that says no at the door', async () => {
    const server = await startPlain();
    server.behave({ connect: { reply: 554, text: 'We do not know you' } });
    const found = await look(server.url);
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection failed']);
    expect(findingOf(found, 'smtp.connection')).toContain('We do not know you');
  });

  test('that never speaks', async () => {
    const server = await startPlain();
    server.behave({ connect: { hang: true } });
    const found = await look(server.url, { SMTP_TIMEOUT_MS: '200' });
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection failed']);
  });

  test.each([
    ['EHLO', ['smtp failed']],
    ['RCPT', ['smtp failed']],
  ])('that answers %s without end is left in time', async (verb, expected) => {
    const { url, allEnded } = await startDripping(verb);
    const environment = { SMTP_URL: url, MAIL_FROM: 'tickets@example.com' };
    const checks = createChecks({ environment, sendTo: 'me@example.com' })
      .filter(({ name }) => name === 'smtp')
      .map((check) => ({ ...check, timeoutMs: 500 }));
    expect(brief(await runChecks(checks))).toEqual(expected);
    await allEnded();
  });

  test('that answers QUIT without end is left, and is well', async () => {
    const { url, allEnded } = await startDripping('QUIT');
    expect(brief(await look(url))).toContain('smtp.connection ok');
    await allEnded();
  });

  test('that hangs up', async () => {
    const server = await startPlain();
    server.behave({ connect: { drop: 'before' } });
    expect(brief(await look(server.url))).toEqual(['smtp.host ok', 'smtp.connection failed']);
  });

  test('whose host has no address', () => {
    const nowhere = { host: 'mail.invalid', port: 25, hasLogin: false };
    const found = judgeMailServer({ ...nowhere, addresses: undefined }, new Date());
    expect(brief(found)).toEqual(['smtp.host failed']);
  });

  test('elsewhere, on a line that everybody reads', () => {
    const [, , tls] = judgeMailServer(
      {
        host: 'mail.example.com',
        port: 25,
        addresses: ['127.0.0.1', '192.0.2.1'],
        hasLogin: false,
        session: {
          tls: undefined,
          offersLogin: false,
          extensions: [],
          maxBytes: 0,
          isLoggedIn: false,
        },
      },
      new Date(),
    );
    expect(tls).toMatchObject({ name: 'smtp.tls', status: 'warning' });
  });
});

describe('a test mail', () => {
  const sender = { MAIL_FROM: 'Blue Travel <tickets@example.com>' };

  test('goes out when asked for, and the answer is told', async () => {
    const server = await startPlain();
    const found = await look(server.url, { ...sender, sendTo: 'somebody@example.com' });
    expect(brief(found).at(-1)).toBe('smtp.test_mail ok');
    const mail = await server.nextMail();
    expect(mail.recipients).toEqual(['somebody@example.com']);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('that is refused tells why, without the address', async () => {
    const server = await startPlain();
    server.behave({ rcpt: { reply: 550, text: '5.1.1 <somebody@example.com>: no such user' } });
    const found = await look(server.url, { ...sender, sendTo: 'somebody@example.com' });
    expect(brief(found).at(-1)).toBe('smtp.test_mail failed');
    expect(findingOf(found, 'smtp.test_mail')).toContain('no such user');
    expect(JSON.stringify(found)).not.toContain('somebody@example.com');
  });

  test('is not tried on a server that does not work', async () => {
    const found = await look(`smtp://127.0.0.1:${await findFreePort()}`, {
      ...sender,
      sendTo: 'somebody@example.com',
    });
    expect(brief(found)).toEqual(['smtp.host ok', 'smtp.connection failed']);
  });
});
