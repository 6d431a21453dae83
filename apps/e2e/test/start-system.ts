import { fileURLToPath } from 'node:url';
import {
  findFreePort,
  sampleDelivery,
  startProcess,
  startSmtpStandIn,
  waitForHttp,
  type ReceivedMail,
  type RunningProcess,
  type RunningRedis,
  type SmtpStandIn,
} from '@ticketpost/testkit';
import { startGuardedRedis, type GuardedRedis } from './start-guarded-redis.ts';

type App = 'ingest' | 'worker' | 'dashboard';

const secret = 'a-webhook-secret-of-the-tests';
/** The keys of the Bookings API: the new one and the one that it is to replace. */
export const bookingsKeys = {
  current: 'a-bookings-key-of-the-tests-2',
  previous: 'a-bookings-key-of-the-tests-1',
};
const payloadKey = 'k1:Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=';

/** The development login, and the hash of its password. */
const operator = {
  user: 'operator:operator:scrypt.32768.8.3.ZGV2ZWxvcG1lbnQtb25seQ._SuTXoHdkz38IuJ2O8bYb6HmAHE03EpARSpRkeoky-M',
  authorization: `Basic ${Buffer.from('operator:development-only').toString('base64')}`,
};

const builtMain = (app: App) =>
  fileURLToPath(new URL(`../../${app}/dist/main.js`, import.meta.url));
const commandFile = fileURLToPath(new URL('../../cli/bin/ticketpost.js', import.meta.url));

/** Starts a built app with exactly this environment. */
export function startApp(app: App, env: Record<string, string>): Promise<RunningProcess> {
  return startProcess({
    name: app,
    command: process.execPath,
    args: [builtMain(app)],
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'trace', ...env },
  });
}

/** A process whose metrics can be read. */
export interface AppProcess extends RunningProcess {
  /** The value of a sample, written as `/metrics` writes it: `name` or `name{label="value"}`. */
  metric: (sample: string) => Promise<number>;
  /** All that `/metrics` says. */
  readMetrics: () => Promise<string>;
}

/** A dashboard; called with a path, and how it is asked, it answers as it does to an operator. */
interface RunningDashboard extends AppProcess {
  (path: string, init?: { method: 'POST'; body: object }): Promise<Response>;
  readonly url: string;
}

export interface System {
  /** Its `url` leads to it as its admin. */
  redis: RunningRedis;
  redisUrlOf: GuardedRedis['urlOf'];
  smtp: SmtpStandIn;
  ingest: AppProcess;
  /** Every process that was started, ended ones included. */
  processes: readonly RunningProcess[];
  webhookUrl: string;
  /** Posts a body to the webhook's address. */
  post: (body: unknown) => Promise<Response>;
  postSample: () => Promise<Response>;
  /** A request about the booking of an order; `key` is the current one unless told, none if `null`. */
  requestBooking: (
    method: 'PUT' | 'GET' | 'DELETE',
    orderNo: string,
    options?: { body?: object; key?: string | null },
  ) => Promise<Response>;
  /** Accepted mails that name the order. */
  mailsOf: (orderNo: string) => readonly ReceivedMail[];
  /** The next accepted mail that names the order. */
  nextMailOf: (orderNo: string) => Promise<ReceivedMail>;
  startWorker: (env?: Record<string, string>) => Promise<AppProcess>;
  /** Runs the built `ticketpost` to its end; what it wrote is in `lines`. */
  runCommand: (
    args: readonly string[],
    env?: Record<string, string>,
  ) => Promise<{ code: number | null; lines: readonly string[] }>;
  /** Starts the dashboard, on the given `PORT` or a free one; called, it shows a page to an operator. */
  startDashboard: (env?: Record<string, string>) => Promise<RunningDashboard>;
  close: () => Promise<void>;
}

/**
 * Redis as in production, a mail server, and a built ingest; workers as asked. Each app logs in as
 * its own user of Redis; closing fails when one of them wanted to do what it may not.
 */
export async function startSystem(
  options: { ingest?: Record<string, string>; worker?: Record<string, string> } = {},
): Promise<System> {
  const closers: (() => Promise<unknown>)[] = [];
  const processes: RunningProcess[] = [];
  const { redis, urlOf, findRefusals, close: closeRedis } = await startGuardedRedis();
  const smtp = await startSmtpStandIn();
  closers.push(() => smtp.close());
  const closeAll = async () => {
    for (const close of closers.reverse()) await close();
    const refusals = await findRefusals();
    await closeRedis();
    if (refusals.length > 0) throw new Error(refusals.join('\n'));
  };

  const start = async (app: App, env: Record<string, string>): Promise<AppProcess> => {
    const adminPort = await findFreePort();
    const child = await startApp(app, {
      REDIS_URL: urlOf(app),
      ADMIN_PORT: String(adminPort),
      ...env,
    });
    processes.push(child);
    closers.push(() => child.stop());
    await waitForHttp(`http://127.0.0.1:${adminPort}/readyz`, { timeoutMs: 20_000 });
    const readMetrics = async () => {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/metrics`);
      return await answer.text();
    };
    const metric = async (sample: string) => {
      const lines = (await readMetrics()).split('\n');
      // A sample that was never counted is not written.
      const line = lines.find((text) => text.startsWith(`${sample} `));
      return Number(line?.slice(sample.length) ?? 0);
    };
    return { ...child, metric, readMetrics };
  };

  const port = await findFreePort();
  const ingest = await start('ingest', {
    PORT: String(port),
    PAYLOAD_KEYS: payloadKey,
    WEBHOOK_SECRETS: secret,
    BOOKINGS_API_KEYS: Object.values(bookingsKeys).join(','),
    ...options.ingest,
  }).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const ingestUrl = `http://127.0.0.1:${port}`;
  const webhookUrl = `${ingestUrl}/webhooks/atlas/${secret}`;
  const post = (body: unknown) =>
    fetch(webhookUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const names = (orderNo: string) => (mail: ReceivedMail) => mail.text.includes(orderNo);

  return {
    redis,
    redisUrlOf: urlOf,
    smtp,
    ingest,
    processes,
    webhookUrl,
    post,
    postSample: () => post(sampleDelivery()),
    requestBooking: (method, orderNo, { body, key = bookingsKeys.current } = {}) =>
      fetch(`${ingestUrl}/bookings/${encodeURIComponent(orderNo)}`, {
        method,
        headers: {
          ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    mailsOf: (orderNo) => smtp.mails.filter((mail) => mail.accepted && names(orderNo)(mail)),
    nextMailOf: (orderNo) => smtp.nextMail(names(orderNo)),
    startWorker: (env = {}) =>
      start('worker', {
        PAYLOAD_KEYS: payloadKey,
        SMTP_URL: smtp.url,
        MAIL_FROM: 'Blue Travel <tickets@example.com>',
        SANDBOX_RECIPIENT: 'sandbox@example.com',
        FALLBACK_RECIPIENT: 'desk@example.com',
        ...options.worker,
        ...env,
      }),
    runCommand: async (args, env = {}) => {
      const command = await startProcess({
        name: 'ticketpost',
        command: process.execPath,
        args: [commandFile, ...args],
        env: {
          PATH: process.env['PATH'],
          REDIS_URL: urlOf('worker'),
          PAYLOAD_KEYS: payloadKey,
          ...env,
        },
      });
      const { code } = await command.exited;
      return { code, lines: command.lines };
    },
    startDashboard: async (env = {}) => {
      const dashboardPort = env['PORT'] ?? String(await findFreePort());
      const child = await start('dashboard', {
        PORT: dashboardPort,
        PAYLOAD_KEYS: payloadKey,
        DASHBOARD_USERS: operator.user,
        SESSION_SECRET: 'a-session-secret-of-the-tests-with-40-characters',
        ...env,
      });
      const url = `http://127.0.0.1:${dashboardPort}`;
      const look: (...args: Parameters<RunningDashboard>) => Promise<Response> = (path, init) =>
        fetch(`${url}${path}`, {
          method: init?.method ?? 'GET',
          headers: {
            Authorization: operator.authorization,
            ...(init && { 'Content-Type': 'application/json', Accept: 'application/json' }),
          },
          ...(init && { body: JSON.stringify(init.body) }),
        });
      return Object.assign(look, child, { url });
    },
    close: closeAll,
  };
}
