import { join } from 'node:path';
import { findFreePort, type RedisProgram } from '@ticketpost/testkit';
import { createRandom } from '../../random/create-random.ts';
import { bookingsKey, webhookPath } from '../../system/environment.ts';
import { startFaultSystem, type FaultSystem } from '../../system/fault-system.ts';
import { createSupervisedApp, type SupervisedApp } from '../../system/supervised-app.ts';

const sessionSecret = 'a-session-secret-of-the-fuzz-with-40-characters';
export const password = 'development-only';
/** Of that password. */
const passwordHash =
  'scrypt.32768.8.3.ZGV2ZWxvcG1lbnQtb25seQ._SuTXoHdkz38IuJ2O8bYb6HmAHE03EpARSpRkeoky-M';

/** The whole of Ticketpost as built processes, nothing of which is hurt but by requests. */
export interface FuzzSystem {
  whole: FaultSystem;
  dashboard: SupervisedApp;
  dashboardUrl: string;
  /** What may be found nowhere. */
  secrets: readonly string[];
  logDirectory: string;
  close(options: { keep: boolean }): Promise<void>;
}

export async function startFuzzSystem(options: {
  seed: number;
  program: RedisProgram;
}): Promise<FuzzSystem> {
  const { seed, program } = options;
  const logLevel = { LOG_LEVEL: 'debug' };
  const whole = await startFaultSystem({
    program,
    random: createRandom(seed).fork('system'),
    workers: 1,
    hasSupplier: true,
    hasFallback: false,
    // A machine under load is no outage: nobody is told 503 for it.
    ingestEnv: { ...logLevel, ENQUEUE_TIMEOUT_MS: '4000' },
    // Whoever has the secret can have the supplier asked: once for each event and once again, and many
    // at a time, so that honest orders do not wait in one long line with garbage.
    workerEnv: () => ({
      ...logLevel,
      ATLAS_RECHECK_DELAYS_MS: '300',
      ATLAS_CONCURRENCY: '12',
    }),
  });
  const { redis, directory, exits, supplier } = whole;
  const logDirectory = join(directory, 'logs');
  // Compressed, a value could not be searched.
  await redis.client.config('SET', 'rdbcompression', 'no');
  const port = await findFreePort();
  const dashboard = createSupervisedApp({
    app: 'dashboard',
    name: 'dashboard-1',
    env: {
      ...logLevel,
      REDIS_URL: redis.url,
      PORT: String(port),
      PAYLOAD_KEYS: `k1:${payloadKey}`,
      SESSION_SECRET: sessionSecret,
      DASHBOARD_USERS: ['operator', 'viewer']
        .map((name) => `${name}:${name}:${passwordHash}`)
        .join(','),
    },
    adminPort: await findFreePort(),
    logFile: join(logDirectory, 'dashboard-1.log'),
    onExit: (exit) => (exits as (typeof exit)[]).push(exit),
  });
  const close = async ({ keep }: { keep: boolean }): Promise<void> => {
    await dashboard.kill();
    await whole.close({ keep });
  };
  await dashboard.start();
  if (!(await dashboard.waitUntilReady())) {
    await close({ keep: true });
    throw new Error(`the dashboard did not come up: see ${logDirectory}`);
  }
  return {
    whole,
    dashboard,
    dashboardUrl: `http://127.0.0.1:${port}`,
    secrets: [
      webhookPath.slice(webhookPath.lastIndexOf('/') + 1),
      bookingsKey,
      payloadKey,
      sessionSecret,
      passwordHash,
      password,
      ...(supplier === undefined ? [] : [supplier.clientSecret]),
    ],
    logDirectory,
    close,
  };
}

const payloadKey = Buffer.alloc(32, 7).toString('base64');
