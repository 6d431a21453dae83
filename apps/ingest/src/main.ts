import { createLedger } from '@ticketpost/ledger';
import { createIntake, createKeyringFromList } from '@ticketpost/queue';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  loadConfig,
  startAdminServer,
  waitForRedis,
  watchRedisSettings,
} from '@ticketpost/runtime';
import { createAcceptDelivery } from './webhooks/accept-delivery.ts';
import { createIngestApp } from './app.ts';
import { ingestVariables } from './config.ts';
import { createAddressFilter } from './door/address-filter.ts';
import { createSecretMatcher } from './door/secret-matcher.ts';
import { startServer } from './http/start-server.ts';
import { createMetrics } from './metrics.ts';
import { startBackup } from './start-backup.ts';
import { createStoreDelivery } from './webhooks/store-delivery.ts';

const app = 'ingest';
const { config, warnings } = loadConfig(ingestVariables, { app, environment: process.env });
const logger = createLogger({ app, level: config.logLevel });
for (const warning of warnings) logger.warn(warning);
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs });
const { registry, countDelivery, countBooking } = createMetrics();

const redis = connectRedis({
  url: config.redisUrl,
  use: { for: 'answers', commandTimeoutMs: config.enqueueTimeoutMs },
  logger,
});
shutdown.onClose('redis', () => {
  redis.disconnect();
  return Promise.resolve();
});

const redisSettings = watchRedisSettings({ redis, logger });
shutdown.onClose('settings watch', () => redisSettings.close());

const intake = createIntake({
  connection: redis,
  timeoutMs: config.enqueueTimeoutMs,
  onError: (error) => {
    logger.debug({ error }, 'the queue reports an error');
  },
});
shutdown.onClose('intake', () => intake.close());

const backup =
  config.journalDir === undefined
    ? undefined
    : await startBackup({
        directory: config.journalDir,
        redis,
        intake,
        registry,
        logger,
        shutdown,
      });

const keyring = createKeyringFromList(config.payloadKeys);
const bookings = config.bookingsApiKeys && {
  isKey: createSecretMatcher(config.bookingsApiKeys),
  ledger: createLedger({ redis, sealer: keyring }),
  intake,
  keyring,
  storeTimeoutMs: config.enqueueTimeoutMs,
  countBooking,
};

await waitForRedis(redis, 2000);
const server = await startServer(
  createIngestApp({
    acceptDelivery: createAcceptDelivery({
      storeDelivery: createStoreDelivery({ intake, ...(backup && { backup }) }),
      keyring,
      clientIds: config.atlasClientIds,
    }),
    isSecret: createSecretMatcher(config.webhookSecrets),
    isAllowedAddress: config.allowedIps && createAddressFilter(config.allowedIps),
    bookings,
    trustedProxies: config.trustProxy,
    maxBodyBytes: config.maxBodyBytes,
    logger,
    countDelivery,
  }),
  config,
);
shutdown.onClose('server', () => server.close());

const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  registry,
  checks: {
    ...(backup?.checks ?? { redis: () => checkRedis(redis) }),
    redis_settings: redisSettings.check,
  },
});
shutdown.onClose('admin server', () => admin.close());

logger.info({ port: server.port, adminPort: admin.port }, 'listening');
