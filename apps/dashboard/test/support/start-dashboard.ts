import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createEmailRenderer } from '@ticketpost/email';
import { createOperations } from '@ticketpost/operations';
import { createKeyring, type Keyring } from '@ticketpost/queue';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import type { Express } from 'express';
import { createDashboardApp } from '../../src/app.ts';
import { openQueues } from '../../src/board/open-queues.ts';
import { createDashboardServer } from '../../src/http/create-dashboard-server.ts';
import { createMailRenderer, type RenderMail } from '../../src/orders/mail/create-mail-renderer.ts';
import { openSystem } from '../../src/system/open-system.ts';
import type { LoginSettings } from '../../src/login/create-login.ts';
import type { PasswordUser } from '@ticketpost/settings/dashboard';

/** What the tests seal with. */
export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

export const sessionSecret = 'a secret of the tests, long enough';

export interface RunningDashboard {
  readonly url: string;
  readonly app: Express;
  /** A request that follows no redirect. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Logs in by the form and returns what to send as `Cookie`. */
  logIn(user: { name: string; password: string }): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The app on a free port of loopback, with queues of its own on the given Redis. Resolves when it
 * is known whether Redis is there.
 */
export async function startDashboard(options: {
  redisUrl: string;
  users: readonly PasswordUser[];
  sessionSecret?: string;
  login?: Partial<LoginSettings>;
  trustedProxies?: number;
  dashboardUrl?: string;
  hstsDays?: number;
  keyring?: Keyring;
  /** Default a free one. */
  port?: number;
  renderMail?: RenderMail;
}): Promise<RunningDashboard> {
  const logger = createLogger({ app: 'dashboard', level: 'silent' });
  const connection = connectRedis({
    url: options.redisUrl,
    use: { for: 'answers', commandTimeoutMs: 500 },
    logger,
  });
  const settled = new Promise<void>((resolve) => {
    connection.once('ready', resolve);
    connection.once('close', resolve);
  });
  const queues = openQueues({ connection, onError: () => undefined });
  const operations = createOperations({
    connection,
    keyring: options.keyring ?? keyring,
    storeTimeoutMs: 500,
    onError: () => undefined,
  });
  const system = openSystem({
    connection,
    operations,
    onError: () => undefined,
    tallyEveryMs: 100,
  });
  const closing = new AbortController();
  const app = createDashboardApp({
    login: {
      users: options.users,
      sessionSecret: options.sessionSecret ?? sessionSecret,
      sessionIdleTimeoutMs: 30 * 60 * 1000,
      sessionTimeoutMs: 8 * 60 * 60 * 1000,
      oidc: undefined,
      ...options.login,
    },
    trustedProxies: options.trustedProxies ?? 0,
    dashboardUrl: options.dashboardUrl,
    hstsDays: options.hstsDays ?? 0,
    redis: connection,
    queues,
    operations,
    system,
    closing: closing.signal,
    renderMail:
      options.renderMail ??
      createMailRenderer(() =>
        Promise.resolve(createEmailRenderer({ brand: { name: 'Blue Travel' } })),
      ),
    redisTimeoutMs: 1000,
    logger,
  });
  const server = createDashboardServer(app);
  server.listen(options.port ?? 0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), settled]);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init });
  return {
    url,
    app,
    ask,
    async logIn(user) {
      const response = await ask('/login', {
        method: 'POST',
        body: new URLSearchParams({ ...user }),
      });
      return cookieOf(response);
    },
    async stop() {
      closing.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await system.close();
      await operations.close();
      connection.disconnect();
    },
  };
}

/** The cookies of a session that an answer sets, without their attributes; empty when it sets none. */
export function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return cookies
    .filter((cookie) => /^(__Host-)?ticketpost_session=.|^XSRF/.test(cookie))
    .join('; ');
}

/** What a script sends to change something by a session. */
export function asScript(cookie: string): Record<string, string> {
  return { Cookie: cookie, 'X-XSRF-TOKEN': /XSRF-TOKEN=([^;]*)/.exec(cookie)?.[1] ?? '' };
}

/** The fields that a browser sends along unseen, of the first form of a page. */
export function hiddenFieldsOf(page: string): Record<string, string> {
  const [form = ''] = /<form[^>]*method="post"[^]*?<\/form>/.exec(page) ?? [];
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)" \/>/g);
  return Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [unescape(name), unescape(value)]),
  );
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

export async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: unknown }).code;
}
