// First: it holds for all that is loaded and run after it.
import './grow-heap-slowly.ts';
import {
  findMissingKeys,
  readCustodyState,
  reportKeys,
  startReporting,
  startSealCount,
} from '@ticketpost/monitoring';
import { createOperations } from '@ticketpost/operations';
import { createChangingKeyring, rereadPayloadKeys } from '@ticketpost/queue';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  forgetSecrets,
  keepInspectorShut,
  rereadOnHangUp,
  startAdminServer,
  watchRedisSettings,
  withDeadline,
} from '@ticketpost/runtime';
import { dashboardVariables } from '@ticketpost/settings/dashboard';
import { createDashboardApp } from './app.ts';
import { openQueues } from './board/open-queues.ts';
import { loadDashboardConfig } from './config.ts';
import { createDashboardServer, serverLimits } from './http/create-dashboard-server.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { openOidc } from './oidc/open-oidc.ts';
import { createMailRenderer } from './orders/mail/create-mail-renderer.ts';
import { openSystem } from './system/open-system.ts';

const commandTimeoutMs = 2000;
const redisTimeoutMs = 3000;
/** Before a page gives up waiting, so that it can tell how it went. */
const storeTimeoutMs = 2000;
/** Closing a queue waits for Redis, for ever when there is none. */
const queueCloseTimeoutMs = 1000;

const { config, warnings, scrubber } = loadDashboardConfig(process.env);
forgetSecrets(dashboardVariables, process.env);
const logger = createLogger({ app: 'dashboard', level: config.logLevel, scrubber });
keepInspectorShut(logger);
for (const warning of warnings) logger.warn(warning);
const keyring = createChangingKeyring(config.payloadKeys, {
  observe: {
    sealed: (keyId) => {
      sealCount.note(keyId);
    },
  },
});
const isHangUpTaken = rereadOnHangUp({
  rereadings: [rereadPayloadKeys(keyring)],
  environment: process.env,
  logger,
  scrubber,
});
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs, isHangUpTaken });

if (config.users.length === 0 && config.oidcIssuer === undefined) {
  logger.warn(
    'nobody can log in: DASHBOARD_USERS is not set. Set it to name:role:hash, where `npm run --silent hash-password` prints the hash and the role is viewer or operator',
  );
}

const connection = connectRedis({
  url: config.redisUrl,
  tls: config,
  use: { for: 'answers', commandTimeoutMs },
  logger,
});
shutdown.onClose('Redis connection', () => {
  connection.disconnect();
  return Promise.resolve();
});

const sealCount = startSealCount({ redis: connection, logger });
shutdown.onClose('count of seals', () => sealCount.close());

const queues = openQueues({
  connection,
  onError: (error) => {
    logger.debug({ error }, 'a queue reports an error of its connection');
  },
});
shutdown.onClose('queues', () =>
  withDeadline(Promise.all(queues.map((queue) => queue.close())), {
    what: 'closing the queues',
    timeoutMs: queueCloseTimeoutMs,
  }),
);

const operations = createOperations({
  connection,
  keyring,
  findMissingKeys: () => findMissingKeys(connection, keyring.keyIds()),
  storeTimeoutMs,
  onError: (error) => {
    logger.debug({ error }, 'an operation reports an error of its connection');
  },
});
shutdown.onClose('operations', () => operations.close());

const system = openSystem({
  connection,
  operations,
  onError: (error) => {
    logger.debug({ error }, 'the monitor or a bulk reports an error');
  },
});
shutdown.onClose('system', () => system.close());

const renderMail = createMailRenderer(async () => {
  const { loadBranding } = await import('@ticketpost/branding');
  const { createEmailRenderer } = await import('@ticketpost/email');
  return createEmailRenderer(loadBranding(config));
});

const redisSettings = watchRedisSettings({ redis: connection, logger });
shutdown.onClose('settings watch', () => redisSettings.close());
const checks = { redis: () => checkRedis(connection), redis_settings: redisSettings.check };
const reporting = startReporting({
  redis: connection,
  app: 'dashboard',
  checks,
  read: () => ({ keys: reportKeys(keyring) }),
  logger,
});
shutdown.onClose('reporting', () => reporting.close());
const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  checks,
  registry: createMetrics({
    readState: () => system.monitor.read(),
    readCustody: () => readCustodyState(connection),
  }),
  logger,
});
shutdown.onClose('admin server', () => admin.close());

const oidc = await openOidc(config, logger);
shutdown.onClose('OIDC issuer', () => {
  oidc?.close();
  return Promise.resolve();
});

const closing = new AbortController();
const app = createDashboardApp({
  login: { ...config, oidc },
  trustedProxies: config.trustProxy,
  dashboardUrl: config.dashboardUrl,
  hstsDays: config.hstsDays,
  redis: connection,
  queues,
  operations,
  system,
  renderMail,
  redisTimeoutMs,
  closing: closing.signal,
  logger,
});
const server = createDashboardServer(app, {
  ...serverLimits,
  ...(config.trustProxy === 0 ? {} : { maxStrangers: undefined }),
});
await new Promise<void>((resolve, reject) => {
  server.once('error', reject);
  server.listen(config.port, config.host, resolve);
});
shutdown.onClose(
  'server',
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeIdleConnections();
    }),
);
shutdown.onClose('event streams', () => {
  closing.abort();
  return Promise.resolve();
});
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
logger.info({ host: config.host, port, adminPort: admin.port }, 'dashboard is listening');
