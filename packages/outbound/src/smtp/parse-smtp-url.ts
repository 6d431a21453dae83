import { isIP } from 'node:net';

/** A mail server as `SMTP_URL` has it. */
export interface SmtpServer {
  host: string;
  port: number;
  /** `if_offered`: by STARTTLS where the server has it. */
  tls: 'from_the_start' | 'required' | 'if_offered';
  auth?: { user: string; pass: string };
  /** What is said to EHLO. */
  name?: string;
}

const schemes = {
  'smtps:': { tls: 'from_the_start', port: 465 },
  'smtp+starttls:': { tls: 'required', port: 587 },
  'smtp:': { tls: 'if_offered', port: 587 },
} as const;

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/i;
const parameters: ReadonlySet<string> = new Set(['requireTLS', 'name']);

/**
 * Reads `smtps://` (TLS from the start), `smtp+starttls://` or `smtp://…?requireTLS=true` (STARTTLS, or
 * nothing is said) and `smtp://` (STARTTLS where it is offered). `undefined` for anything else, and for
 * every parameter but `requireTLS` and `name`: nothing in the URL turns a protection off.
 */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  if (!/^[!-~]+$/.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, port, pathname, hash, searchParams, username, password } = new URL(
    text,
  );
  const scheme = findScheme(protocol);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (scheme === undefined || (isIP(host) === 0 && !hostName.test(host))) return undefined;
  if (!['', '/'].includes(pathname) || hash !== '') return undefined;
  if ([...searchParams.keys()].some((key) => !parameters.has(key))) return undefined;
  if (port === '0') return undefined;
  const requireTls = searchParams.get('requireTLS') ?? 'unsaid';
  if (requireTls !== 'unsaid' && requireTls !== 'true') return undefined;
  const name = searchParams.get('name') ?? undefined;
  if (name !== undefined && !hostName.test(name)) return undefined;
  const auth = readLogin(username, password);
  if (auth === 'unreadable') return undefined;
  return {
    host,
    port: port === '' ? scheme.port : Number(port),
    tls: requireTls === 'true' && scheme.tls === 'if_offered' ? 'required' : scheme.tls,
    ...(auth !== undefined && { auth }),
    ...(name !== undefined && { name }),
  };
}

/** Whether a text can be `SMTP_URL`. */
export function isSmtpUrl(text: string): boolean {
  return parseSmtpUrl(text) !== undefined;
}

function findScheme(protocol: string) {
  return protocol in schemes ? schemes[protocol as keyof typeof schemes] : undefined;
}

function readLogin(username: string, password: string) {
  if (username === '' && password === '') return undefined;
  try {
    return { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  } catch {
    return 'unreadable';
  }
}
