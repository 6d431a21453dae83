import { createAnswerStore } from '@ticketpost/evidence';
import { createLedger } from '@ticketpost/ledger';
import { startReporting } from '@ticketpost/monitoring';
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
import { createAddressFilter, ingestVariables } from '@ticketpost/settings/ingest';
import { startTracing } from '@ticketpost/tracing';
import { createAcceptDelivery } from './webhooks/accept-delivery.ts';
import { createIngestApp } from './app.ts';
import { createSecretMatcher } from './door/secret-matcher.ts';
import { createAnswerRecorder } from './evidence/create-answer-recorder.ts';
import { startServer } from './http/start-server.ts';
import { createMetrics } from './metrics.ts';
import { describeJournal } from './readiness.ts';
import { startBackup } from './start-backup.ts';
import { createStoreDelivery } from './webhooks/store-delivery.ts';
import { traceStore } from './webhooks/trace-store.ts';
import { traceAcceptance } from './webhooks/trace-webhooks.ts';

const app = 'ingest';
const { config, warnings } = loadConfig(ingestVariables, { app, environment: process.env });
const tracing = await startTracing({
  app,
  settings: config,
  onExport: (state) => {
    logger.warn(state, 'spans for the collector');
  },
});
const logger = createLogger({ app, level: config.logLevel, fields: tracing.logFields });
for (const warning of warnings) logger.warn(warning);
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs });
shutdown.onClose('tracing', () => tracing.close());
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

const answerStore = createAnswerStore({ redis });
const answers = createAnswerRecorder({
  write: (records) => answerStore.write(records),
  logger,
});
shutdown.onClose('answers', () => answers.close());

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
    acceptDelivery: traceAcceptance(
      tracing,
      createAcceptDelivery({
        storeDelivery: traceStore(
          tracing,
          createStoreDelivery({ intake, ...(backup && { backup }) }),
        ),
        keyring,
        traceparent: () => tracing.traceparent(),
        clientIds: config.atlasClientIds,
      }),
    ),
    tracing,
    noteAnswer: (record) => {
      answers.note(record);
    },
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

const checks = {
  ...(backup?.checks ?? { redis: () => checkRedis(redis) }),
  redis_settings: redisSettings.check,
};
const reporting = startReporting({
  redis,
  app,
  checks,
  read: () => (backup === undefined ? {} : { journal: describeJournal(backup.journal.status()) }),
  logger,
});
shutdown.onClose('reporting', () => reporting.close());

const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  registry,
  checks,
});
shutdown.onClose('admin server', () => admin.close());

logger.info({ port: server.port, adminPort: admin.port }, 'listening');
