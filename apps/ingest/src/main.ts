import { createAnswerStore } from '@ticketpost/evidence';
import { createLedger } from '@ticketpost/ledger';
import { reportKeys, startReporting, startSealCount } from '@ticketpost/monitoring';
import { judgeUrls } from '@ticketpost/outbound/settings';
import { createChangingKeyring, createIntake, rereadPayloadKeys } from '@ticketpost/queue';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  forgetSecrets,
  keepInspectorShut,
  loadConfig,
  rereadOnHangUp,
  startAdminServer,
  waitForRedis,
  watchRedisSettings,
} from '@ticketpost/runtime';
import { createAddressFilter, ingestVariables } from '@ticketpost/settings/ingest';
import { startTracing } from '@ticketpost/tracing';
import { createAcceptDelivery } from './webhooks/accept-delivery.ts';
import { createIngestApp } from './app.ts';
import { createChangingSecrets } from './door/changing-secrets.ts';
import { createAnswerRecorder } from './evidence/create-answer-recorder.ts';
import { startServer } from './http/start-server.ts';
import { createMetrics } from './metrics.ts';
import { describeJournal } from './readiness.ts';
import { startBackup } from './start-backup.ts';
import { refuseErased } from './webhooks/refuse-erased.ts';
import { createStoreDelivery } from './webhooks/store-delivery.ts';
import { traceStore } from './webhooks/trace-store.ts';
import { traceAcceptance } from './webhooks/trace-webhooks.ts';

const app = 'ingest';
/** Who shows a secret on a connection is no stranger there, however many connections are opened. */
const maxStrangersPerNetwork = 20;
const { config, warnings, scrubber } = loadConfig(ingestVariables, {
  app,
  environment: process.env,
  judge: (read) => judgeUrls(read, { OTEL_EXPORTER_OTLP_ENDPOINT: read.otlpEndpoint }),
});
forgetSecrets(ingestVariables, process.env);
const tracing = await startTracing({
  app,
  settings: config,
  onExport: (state) => {
    logger.warn(state, 'spans for the collector');
  },
});
const logger = createLogger({
  app,
  level: config.logLevel,
  fields: tracing.logFields,
  scrubber,
});
keepInspectorShut(logger);
for (const warning of warnings) logger.warn(warning);
const keyring = createChangingKeyring(config.payloadKeys, {
  observe: {
    sealed: (keyId) => {
      sealCount.note(keyId);
    },
  },
});
const webhookSecrets = createChangingSecrets(ingestVariables.webhookSecrets, config.webhookSecrets);
const bookingsApiKeys =
  config.bookingsApiKeys &&
  createChangingSecrets(ingestVariables.bookingsApiKeys, config.bookingsApiKeys);
const isHangUpTaken = rereadOnHangUp({
  rereadings: [
    rereadPayloadKeys(keyring),
    webhookSecrets.rereading,
    ...(bookingsApiKeys === undefined ? [] : [bookingsApiKeys.rereading]),
  ],
  environment: process.env,
  logger,
  scrubber,
});
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs, isHangUpTaken });
shutdown.onClose('tracing', () => tracing.close());
const { registry, countDelivery, countBooking } = createMetrics();

const redis = connectRedis({
  url: config.redisUrl,
  tls: config,
  use: { for: 'answers', commandTimeoutMs: config.enqueueTimeoutMs },
  logger,
});
shutdown.onClose('redis', () => {
  redis.disconnect();
  return Promise.resolve();
});

const sealCount = startSealCount({ redis, logger });
shutdown.onClose('count of seals', () => sealCount.close());

const redisSettings = watchRedisSettings({ redis, logger });
shutdown.onClose('settings watch', () => redisSettings.close());

const answerStore = createAnswerStore({ redis });
const answers = createAnswerRecorder({
  write: (records) => answerStore.write(records),
  logger,
});
shutdown.onClose('answers', () => answers.close());

const ledger = createLedger({ redis, sealer: keyring });
const intake = refuseErased(
  createIntake({
    connection: redis,
    timeoutMs: config.enqueueTimeoutMs,
    onError: (error) => {
      logger.debug({ error }, 'the queue reports an error');
    },
  }),
  {
    ledger,
    keyring,
    timeoutMs: config.enqueueTimeoutMs / 2,
    onRefused: (deliveryId) => {
      logger.info({ deliveryId }, 'what names an order that was erased is not kept in quarantine');
    },
  },
);
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

const bookings = bookingsApiKeys && {
  isKey: bookingsApiKeys.isOne,
  ledger,
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
    isSecret: webhookSecrets.isOne,
    isAllowedAddress: config.allowedIps && createAddressFilter(config.allowedIps),
    bookings,
    trustedProxies: config.trustProxy,
    maxBodyBytes: config.maxBodyBytes,
    logger,
    countDelivery,
  }),
  {
    ...config,
    // Behind proxies every connection is theirs, and they are the ones to bound strangers.
    maxStrangers: config.trustProxy === 0 ? maxStrangersPerNetwork : undefined,
  },
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
  read: () => ({
    keys: reportKeys(keyring),
    ...(backup && { journal: describeJournal(backup.journal.status()) }),
  }),
  logger,
});
shutdown.onClose('reporting', () => reporting.close());

const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  registry,
  checks,
  logger,
});
shutdown.onClose('admin server', () => admin.close());

logger.info({ port: server.port, adminPort: admin.port }, 'listening');
