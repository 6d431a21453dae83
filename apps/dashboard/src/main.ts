import { createServer } from 'node:http';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  startAdminServer,
  watchRedisSettings,
  withDeadline,
} from '@ticketpost/runtime';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createDashboardApp } from './app.ts';
import { openQueues } from './board/open-queues.ts';
import { loadDashboardConfig } from './config.ts';

const commandTimeoutMs = 2000;
const redisTimeoutMs = 3000;
/** Closing a queue waits for Redis, for ever when there is none. */
const queueCloseTimeoutMs = 1000;

const { config, warnings } = loadDashboardConfig(process.env);
const logger = createLogger({ app: 'dashboard', level: config.logLevel });
for (const warning of warnings) logger.warn(warning);
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs });

if (config.users.length === 0) {
  logger.warn(
    'nobody can log in: DASHBOARD_USERS is not set. Set it to name:role:hash, where `npm run --silent hash-password` prints the hash and the role is viewer or operator',
  );
}

const connection = connectRedis({
  url: config.redisUrl,
  use: { for: 'answers', commandTimeoutMs },
  logger,
});
shutdown.onClose('Redis connection', () => {
  connection.disconnect();
  return Promise.resolve();
});

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

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const redisSettings = watchRedisSettings({ redis: connection, logger });
shutdown.onClose('settings watch', () => redisSettings.close());
const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  checks: { redis: () => checkRedis(connection), redis_settings: redisSettings.check },
  registry,
});
shutdown.onClose('admin server', () => admin.close());

const server = createServer(
  createDashboardApp({
    users: config.users,
    sessionSecret: config.sessionSecret,
    queues,
    ping: () => connection.ping(),
    redisTimeoutMs,
    logger,
  }),
);
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
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
logger.info({ host: config.host, port, adminPort: admin.port }, 'dashboard is listening');
