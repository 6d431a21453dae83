import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { SmtpOptions } from '@ticketpost/outbound';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** How far a conversation with the mail server came, and what was seen on the way. */
export interface MailServerLook {
  host: string;
  port: number;
  /** `undefined` for a host that has no address. */
  addresses: readonly string[] | undefined;
  hasLogin: boolean;
  /** What ended it before it was through; the last thing that is known. */
  failure?: SmtpFailure;
  session?: MailServerSession;
}

export interface SmtpFailure {
  stage: 'connection' | 'tls' | 'login';
  /** The most telling code of the error. */
  code: string;
  /** The server's own words, where it said something; of an error of ours, its text. */
  answer: string;
}

export interface MailServerSession {
  /** `undefined` for a line that is not encrypted. */
  tls: { protocol: string; validTo: Date; issuer: string } | undefined;
  offersLogin: boolean;
  extensions: readonly string[];
  /** Bytes of the largest message; 0 when it does not say. */
  maxBytes: number;
  isLoggedIn: boolean;
}

/** What is looked at inside nodemailer, which does not tell what a server offers. */
interface Inside {
  _supportedExtensions?: readonly string[];
  _maxAllowedSize?: number;
}

/** Talks to the mail server as for a mail, up to the login, and says QUIT. */
export async function lookAtMailServer(options: {
  server: SmtpOptions;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<MailServerLook> {
  const { server, timeoutMs, signal } = options;
  const { host, port, auth } = server;
  const connection = new SMTPConnection({
    ...server,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  });
  const look: MailServerLook = {
    host,
    port,
    addresses: await resolve(host),
    hasLogin: auth !== undefined,
  };
  if (look.addresses === undefined || signal.aborted) return look;
  // Left in place behind the QUIT: whoever keeps talking must not keep the line.
  signal.addEventListener('abort', () => {
    connection.close();
  });
  try {
    await until(connection, (done) => {
      connection.connect(done);
    });
    const session = readSession(connection);
    if (auth === undefined || !session.offersLogin) return { ...look, session };
    try {
      await until(connection, (done) => {
        connection.login({ ...auth }, done);
      });
      return { ...look, session: { ...session, isLoggedIn: true } };
    } catch (error) {
      return { ...look, session, failure: readFailure(error, 'login') };
    }
  } catch (error) {
    return { ...look, failure: readFailure(error, 'connection') };
  } finally {
    connection.quit();
  }
}

async function resolve(host: string): Promise<readonly string[] | undefined> {
  if (isIP(host) !== 0) return [host];
  try {
    const found = await lookup(host, { all: true });
    return found.map(({ address }) => address);
  } catch {
    return undefined;
  }
}

/** An error may come by the callback or as an event, whichever nodemailer takes. */
function until(
  connection: SMTPConnection,
  begin: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve_, reject) => {
    connection.once('error', reject);
    connection.once('end', () => {
      reject(Object.assign(new Error('the server closed the line'), { code: 'ECONNECTION' }));
    });
    begin((error) => {
      if (error === undefined || error === null) resolve_();
      else reject(error);
    });
  });
}

function readSession(connection: SMTPConnection): MailServerSession {
  const { _socket: socket, allowsAuth } = connection;
  const { _supportedExtensions: extensions = [], _maxAllowedSize: maxBytes = 0 } =
    connection as unknown as Inside;
  return {
    tls: socket instanceof TLSSocket ? readCertificate(socket) : undefined,
    offersLogin: allowsAuth,
    extensions,
    maxBytes,
    isLoggedIn: false,
  };
}

function readCertificate(socket: TLSSocket) {
  const { valid_to: validTo, issuer } = socket.getPeerCertificate();
  const name = issuer.O ?? issuer.CN ?? 'unknown';
  return {
    protocol: socket.getProtocol() ?? 'TLS',
    validTo: new Date(validTo),
    issuer: Array.isArray(name) ? name.join(', ') : name,
  };
}

const tlsCode =
  /^(ETLS$|EPROTO$|ERR_(TLS|SSL)_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|HOSTNAME_)/;

function readFailure(error: unknown, stage: 'connection' | 'login'): SmtpFailure {
  const failure = (error ?? {}) as {
    code?: string;
    originalCode?: string;
    cause?: { code?: string };
    command?: string;
    response?: string;
    message?: string;
  };
  const code = failure.originalCode ?? failure.cause?.code ?? failure.code ?? 'unknown';
  const isTls =
    tlsCode.test(code) || tlsCode.test(failure.code ?? '') || failure.command === 'STARTTLS';
  return {
    stage: isTls ? 'tls' : stage,
    code,
    answer: failure.response ?? failure.message ?? '',
  };
}
