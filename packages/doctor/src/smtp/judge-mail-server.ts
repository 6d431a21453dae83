import { BlockList, isIPv6 } from 'node:net';
import type { Diagnosis } from '../diagnosis.ts';
import { toOneLine } from './to-one-line.ts';
import type { MailServerLook, MailServerSession, SmtpFailure } from './mail-server.ts';

/** What a conversation with the mail server says of it, part by part. */
export function judgeMailServer(look: MailServerLook, now: Date): Diagnosis[] {
  const { host, port, addresses, failure, session } = look;
  if (addresses === undefined) {
    return [
      {
        name: 'smtp.host',
        status: 'failed',
        finding: `the mail server ${host} has no address`,
        remedy: 'Correct the host in SMTP_URL, or look at the name service of this machine.',
      },
    ];
  }
  const found: Diagnosis[] = [
    {
      name: 'smtp.host',
      status: 'ok',
      finding: addresses.includes(host) ? `it is ${host}` : `${host} is ${addresses.join(', ')}`,
    },
  ];
  if (session === undefined) {
    if (failure?.stage === 'tls') {
      found.push({
        name: 'smtp.connection',
        status: 'ok',
        finding: `port ${port} answers`,
      });
    }
    found.push(
      describeFailure(failure ?? { stage: 'connection', code: 'unknown', answer: '' }, port),
    );
    return found;
  }
  found.push(
    { name: 'smtp.connection', status: 'ok', finding: `port ${port} answers` },
    judgeTls(look, session, now),
    failure === undefined ? judgeLogin(look, session) : describeFailure(failure, port),
    judgeExtensions(session),
  );
  return found;
}

function describeFailure({ stage, code, answer }: SmtpFailure, port: number): Diagnosis {
  const words = toOneLine(answer);
  switch (stage) {
    case 'connection':
      return {
        name: 'smtp.connection',
        status: 'failed',
        finding: `port ${port} gives no mail server’s answer (${code}): ${words}`,
        remedy:
          'Correct host and port in SMTP_URL, or let the firewall pass it; many providers close port 25. A server that speaks TLS from the start wants smtps://.',
      };
    case 'tls':
      return {
        name: 'smtp.tls',
        status: 'failed',
        finding: `no encrypted line (${code}): ${words}`,
        remedy:
          'Look whether smtps:// (often port 465) or smtp+starttls:// (often 587) fits the port in SMTP_URL, and whether the certificate is valid for that very host name and not expired. An authority of your own is named by TLS_CA. With a login in SMTP_URL nothing goes out without TLS, unless the host is in OUTBOUND_PRIVATE_HOSTS.',
      };
    case 'login':
      return {
        name: 'smtp.login',
        status: 'failed',
        finding: `the login is refused: ${words}`,
        remedy:
          'Correct user and password in SMTP_URL, percent-encoded where they hold :, /, @ or %; many providers want an app password or an API key.',
      };
  }
}

const dayMs = 24 * 60 * 60 * 1000;
const soonDays = 14;

function judgeTls(look: MailServerLook, { tls }: MailServerSession, now: Date): Diagnosis {
  const name = 'smtp.tls';
  if (tls === undefined) {
    if ((look.addresses ?? []).every(isLoopback)) {
      return { name, status: 'ok', finding: 'not encrypted, and never leaves this machine' };
    }
    return {
      name,
      status: 'warning',
      finding: 'the line is not encrypted: names and ticket numbers can be read on the way',
      remedy: 'Use smtps:// or smtp+starttls://, with a server that has it.',
    };
  }
  const days = Math.floor((tls.validTo.getTime() - now.getTime()) / dayMs);
  const until = tls.validTo.toISOString().slice(0, 10);
  const finding = `${tls.protocol}, certificate by ${tls.issuer} until ${until}`;
  if (days > soonDays) return { name, status: 'ok', finding };
  return {
    name,
    status: 'warning',
    finding: `${finding}: it expires in ${days} days, and no mail goes out after that`,
    remedy: 'Let whoever runs the mail server renew it.',
  };
}

function judgeLogin({ hasLogin }: MailServerLook, session: MailServerSession): Diagnosis {
  const name = 'smtp.login';
  if (session.isLoggedIn) return { name, status: 'ok', finding: 'user and password are accepted' };
  if (!hasLogin) {
    return session.offersLogin
      ? { name, status: 'ok', finding: 'none: SMTP_URL has no user, and the server lets us in' }
      : { name, status: 'ok', finding: 'none, and the server offers none' };
  }
  return {
    name,
    status: 'warning',
    finding: 'the server offers no login: user and password of SMTP_URL are not used',
    remedy: 'Use the port for submission (587, or 465 with smtps://), or take them out.',
  };
}

/** A mail with a logo inside and a printout. */
const roomyBytes = 1024 * 1024;

function judgeExtensions({ extensions, maxBytes }: MailServerSession): Diagnosis {
  const name = 'smtp.extensions';
  const parts = ['8BITMIME', 'SMTPUTF8'].map((extension) =>
    extensions.includes(extension) ? extension : `no ${extension}`,
  );
  const size = maxBytes === 0 ? 'no SIZE given' : `SIZE ${maxBytes}`;
  const finding = [...parts, size].join(', ');
  if (maxBytes > 0 && maxBytes < roomyBytes) {
    return {
      name,
      status: 'warning',
      finding: `${finding}: mails with a logo inside or a printout may be refused`,
      remedy: 'Let the server take larger messages, or give the logo as an https:// address.',
    };
  }
  if (extensions.includes('SMTPUTF8')) return { name, status: 'ok', finding };
  return {
    name,
    status: 'ok',
    finding: `${finding}: mailboxes beyond ASCII before their @ cannot be written to`,
  };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isLoopback(address: string): boolean {
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
