import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmailRenderer } from '@ticketpost/email';
import { createOperations } from '@ticketpost/operations';
import { createKeyring, type Keyring } from '@ticketpost/queue';
import { connectRedis, createLogger } from '@ticketpost/runtime';
import { createDashboardApp } from '../../src/app.ts';
import { openQueues } from '../../src/board/open-queues.ts';
import { createMailRenderer, type RenderMail } from '../../src/orders/mail/create-mail-renderer.ts';
import { openSystem } from '../../src/system/open-system.ts';
import type { DashboardUser } from '@ticketpost/settings/dashboard';

/** What the tests seal with. */
export const keyring = createKeyring([{ id: 'k1', key: Buffer.alloc(32, 7) }]);

const sessionSecret = 'a secret of the tests, long enough';

export interface RunningDashboard {
  readonly url: string;
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
  users: readonly DashboardUser[];
  sessionSecret?: string;
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
  const server = createServer(
    createDashboardApp({
      users: options.users,
      sessionSecret: options.sessionSecret ?? sessionSecret,
      queues,
      operations,
      system,
      closing: closing.signal,
      renderMail:
        options.renderMail ??
        createMailRenderer(() =>
          Promise.resolve(createEmailRenderer({ brand: { name: 'Blue Travel' } })),
        ),
      ping: () => connection.ping(),
      redisTimeoutMs: 1000,
      logger,
    }),
  );
  server.listen(options.port ?? 0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), settled]);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init });
  return {
    url,
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

/** The cookie that an answer sets, without its attributes; empty when it sets none. */
export function cookieOf(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

export async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: unknown }).code;
}
