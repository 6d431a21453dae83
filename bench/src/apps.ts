import { fileURLToPath } from 'node:url';
import { findFreePort, startProcess, waitForHttp, type RunningProcess } from '@ticketpost/testkit';

const secret = 'a-webhook-secret-of-the-bench';
/** What the apps seal with, for those who write or read beside them. */
export const benchKey = { id: 'k1', key: Buffer.alloc(32, 7) };
const payloadKey = `${benchKey.id}:${benchKey.key.toString('base64')}`;
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** A process under measurement. */
export interface MeasuredApp {
  child: RunningProcess;
  /** Where it takes events or, for others, nothing of use. */
  url: string;
  /** The value of a metric without labels. */
  readMetric: (name: string) => Promise<number>;
}

/** Node as a process whose output nobody reads: reading it would cost the load generator's time. */
const silentNode = (args: readonly string[]) => ({
  command: '/bin/sh',
  args: ['-c', 'exec "$0" "$@" > /dev/null', process.execPath, ...args],
});

async function startApp(
  app: 'ingest' | 'worker' | 'dashboard',
  env: Record<string, string>,
): Promise<Pick<MeasuredApp, 'child' | 'readMetric'>> {
  const adminPort = await findFreePort();
  const child = await startProcess({
    name: app,
    ...silentNode([path(`../../apps/${app}/dist/main.js`)]),
    env: { ADMIN_PORT: String(adminPort), ...env },
  });
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  await waitForHttp(`${adminUrl}/readyz`, { timeoutMs: 20_000 });
  const readMetric = async (name: string) => {
    const text = await (await fetch(`${adminUrl}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  return { child, readMetric };
}

export async function startIngest(
  redisUrl: string,
  env: Record<string, string> = {},
): Promise<MeasuredApp> {
  const port = await findFreePort();
  const app = await startApp('ingest', {
    PORT: String(port),
    REDIS_URL: redisUrl,
    PAYLOAD_KEYS: payloadKey,
    WEBHOOK_SECRETS: secret,
    ...env,
  });
  return { ...app, url: `http://127.0.0.1:${port}/webhooks/atlas/${secret}` };
}

export async function startWorker(
  redisUrl: string,
  smtpUrl: string,
  env: Record<string, string> = {},
): Promise<MeasuredApp> {
  const app = await startApp('worker', {
    REDIS_URL: redisUrl,
    SMTP_URL: smtpUrl,
    PAYLOAD_KEYS: payloadKey,
    MAIL_FROM: 'Blue Travel <tickets@example.com>',
    FALLBACK_RECIPIENT: 'desk@example.com',
    ...env,
  });
  return { ...app, url: '' };
}

export async function startDashboard(
  redisUrl: string,
  env: Record<string, string> = {},
): Promise<MeasuredApp> {
  const port = await findFreePort();
  const app = await startApp('dashboard', {
    PORT: String(port),
    REDIS_URL: redisUrl,
    PAYLOAD_KEYS: payloadKey,
    SESSION_SECRET: 'a-session-secret-of-the-bench-with-40-letters',
    ...env,
  });
  return { ...app, url: `http://127.0.0.1:${port}` };
}

/** One of the comparators, which answers 404 at the address while it is only asked with GET. */
async function startComparator(
  file: string,
  { redisUrl, address }: { redisUrl: string; address: string },
): Promise<Pick<MeasuredApp, 'child' | 'url'>> {
  const port = await findFreePort();
  const child = await startProcess({
    name: file,
    ...silentNode(['--import', 'tsx', path(file)]),
    env: { PORT: String(port), REDIS_URL: redisUrl, NODE_ENV: 'production' },
  });
  const url = `http://127.0.0.1:${port}${address}`;
  await waitForHttp(url, { timeoutMs: 20_000, accept: ({ status }) => status === 404 });
  return { child, url };
}

export const startTextbookPair = (redisUrl: string) =>
  startComparator('textbook-pair.ts', { redisUrl, address: '/webhook' });

/** Answers `<url>/<order number>` with the order's hash. */
export const startBareReader = (redisUrl: string) =>
  startComparator('operators/bare-reader.ts', { redisUrl, address: '/orders' });
