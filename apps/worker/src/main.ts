import { loadBranding } from '@ticketpost/branding';
import { startCensus } from '@ticketpost/custody';
import { watchStored } from '@ticketpost/doctor';
import { createEmailRenderer } from '@ticketpost/email';
import { createLedger } from '@ticketpost/ledger';
import { createForgetNotification } from '@ticketpost/notifications';
import { createAuditLog, createEraseEverywhere } from '@ticketpost/operations';
import { reportKeys, startReporting, startSealCount } from '@ticketpost/monitoring';
import { createOutbound } from '@ticketpost/outbound';
import { createPrinter } from '@ticketpost/printout';
import {
  createDueJobs,
  createEventWorker,
  createChangingKeyring,
  createJobsOfOrders,
  createRenewReceipt,
  probeRedis,
  rereadPayloadKeys,
} from '@ticketpost/queue';
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
  watchRedisSettings,
} from '@ticketpost/runtime';
import {
  domainOfSender,
  findDkimSettings,
  judgeWorkerSettings,
  warnOfAlignment,
  warnOfUnsignedAlerts,
  workerVariables,
} from '@ticketpost/settings/worker';
import { startTracing } from '@ticketpost/tracing';
import { printSafely } from './confirm/print-safely.ts';
import { createWriteConfirmation } from './confirm/write-confirmation.ts';
import { createHandleAttempt } from './handle-attempt.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import { createMailer } from './mail/create-mailer.ts';
import { createLetterhead } from './mail/create-letterhead.ts';
import { measureAttempts } from './measuring/measure-attempts.ts';
import { countConfirmations } from './measuring/measured-confirmations.ts';
import { countSubmits } from './measuring/measured-submits.ts';
import { createMetrics } from './metrics.ts';
import { startNotifications } from './notifications/start-notifications.ts';
import { createPause } from './pause/create-pause.ts';
import { startReconciliation } from './reconciliation/start-reconciliation.ts';
import { createBookingLookup } from './recipient/create-booking-lookup.ts';
import { createResolveRecipient } from './recipient/resolve-recipient.ts';
import { createRecordDeath } from './record-death.ts';
import { startRetention } from './retention/start-retention.ts';
import { connectSupplier } from './supplier/connect-supplier.ts';
import { traceAttempts } from './tracing/trace-attempts.ts';
import { traceSteps } from './tracing/trace-steps.ts';
import { startWatchdog } from './watchdog/start-watchdog.ts';

const app = 'worker';
const { config, warnings, scrubber } = loadConfig(workerVariables, {
  app,
  environment: process.env,
  judge: judgeWorkerSettings,
});
forgetSecrets(workerVariables, process.env);
const outbound = createOutbound(config);
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
const letterhead = createLetterhead(config);
const dkim = findDkimSettings(config);
const branding = loadBranding(config);
const misaligned = dkim && warnOfAlignment(dkim, letterhead.from);
for (const warning of [
  ...warnings,
  misaligned ?? [],
  warnOfUnsignedAlerts(config) ?? [],
  ...branding.warnings,
].flat()) {
  logger.warn(warning);
}
const metrics = createMetrics();
const keyring = createChangingKeyring(config.payloadKeys, {
  observe: {
    sealed: (keyId) => {
      sealCount.note(keyId);
    },
    opened: metrics.countOpening,
  },
});
const isHangUpTaken = rereadOnHangUp({
  rereadings: [rereadPayloadKeys(keyring)],
  environment: process.env,
  logger,
  scrubber,
});
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs, isHangUpTaken });
shutdown.onClose('tracing', () => tracing.close());
const { registry, countAttempt, countWatchdogStep, setPaused, countPause } = metrics;

const redis = connectRedis({
  url: config.redisUrl,
  tls: config,
  use: { for: 'jobs' },
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

const mailer = createMailer({
  server: outbound.smtp(config.smtpUrl),
  letterhead,
  dkim,
  timeoutMs: config.smtpTimeoutMs,
  maxConnections: config.concurrency,
});
shutdown.onClose('mailer', () => {
  mailer.close();
  return Promise.resolve();
});

const ledger = countConfirmations(
  createLedger({
    redis,
    sealer: keyring,
    renewReceipt: createRenewReceipt(keyring),
    onUnawaitedError: (error) => {
      logger.warn({ error }, 'the ledger lacks something that no attempt waits for');
    },
  }),
  metrics.countConfirmation,
);
const renderer = createEmailRenderer(branding);
const printer =
  config.mailPdf === 'on'
    ? await createPrinter({ ...branding, messages: branding.templates.messages ?? {} })
    : undefined;

const supplier = connectSupplier(config, {
  outbound,
  observeAnswer: metrics.observeSupplierAnswer,
});
if (supplier !== undefined) shutdown.onClose('supplier', () => supplier.close());
const lookup =
  config.bookingLookupUrl === undefined
    ? undefined
    : createBookingLookup({
        url: config.bookingLookupUrl,
        token: config.bookingLookupToken,
        timeoutMs: config.bookingLookupTimeoutMs,
        outbound,
      });
if (lookup !== undefined) shutdown.onClose('booking lookup', () => lookup.close());

const pause = createPause({
  worker: () => worker,
  concurrency: config.concurrency,
  probe: () => mailer.probe(),
  logger,
  metrics: { setPaused, countPause },
});
const onQueueError = (error: Error) => {
  logger.warn({ error }, 'the queue reports an error');
};
const recordDeath = createRecordDeath({ ledger, logger });
const jobsOfOrders = createJobsOfOrders({ connection: redis, onError: onQueueError });
shutdown.onClose('jobs of orders', () => jobsOfOrders.close());
const worker = createEventWorker({
  connection: redis,
  concurrency: config.concurrency,
  maxJobsPerSecond: config.mailRatePerSecond,
  retryDelaysMs: config.retryDelaysMs,
  handle: traceAttempts(
    tracing,
    measureAttempts(
      metrics.observeStage,
      createHandleAttempt({
        keyring,
        recordDeath,
        isErased: (orderNo) => ledger.isErased(orderNo),
        logger,
        countAttempt: (outcome) => {
          tracing.current()?.set({ 'ticketpost.outcome': outcome });
          countAttempt(outcome);
        },
        handlers: createHandlers(
          traceSteps(tracing, {
            ledger,
            pause,
            askSupplier: supplier?.askSupplier,
            recheckDelaysMs: config.recheckDelaysMs,
            resolveRecipient: createResolveRecipient({
              settings: { ...config, usesSupplierContact: config.usesSupplierContact === 'on' },
              lookUp: lookup && ((orderNo) => lookup.lookUp(orderNo)),
            }),
            sandboxRecipient: config.sandboxRecipient,
            write: createWriteConfirmation({
              render: (input) => renderer.render(input),
              print:
                printer &&
                printSafely((input) => printer.print(input), {
                  logger,
                  countFailure: metrics.countPrintoutFailure,
                }),
            }),
            submit: countSubmits(
              (mail, permit) => mailer.submit(mail, permit),
              metrics.countSmtpAnswer,
            ),
            holdsUncertain: config.uncertainSend === 'hold',
            messageIdDomain: domainOfSender(letterhead.from),
            tripWaitMs: config.tripWaitMs,
            erasuresAtOnce: Math.max(1, Math.floor(config.concurrency / 2)),
            eraseEverywhere: createEraseEverywhere({
              ledger,
              jobs: jobsOfOrders,
              audit: createAuditLog({ redis, keyring }),
              forgetNotification: createForgetNotification({ redis, keyring }),
              keyring,
            }),
            logger,
          }),
        ),
      }),
    ),
  ),
  onError: onQueueError,
  onStalled: (jobId) => {
    logger.warn({ jobId }, 'a job lost its worker and is waiting again');
  },
  onGivenUp: (attempt, reason) => {
    logger.error({ jobId: attempt.jobId, reason }, 'a job is a dead letter: its workers died');
    void recordDeath(attempt, 'stalled');
  },
});
shutdown.onClose('worker', () => worker.close());
// Before the worker: a probe that passes then takes no new jobs.
shutdown.onClose('pause', () => {
  pause.close();
  return Promise.resolve();
});

const dueJobs = createDueJobs({
  connection: redis,
  maxJobsPerSecond: config.mailRatePerSecond,
  onError: onQueueError,
});
shutdown.onClose('due jobs', () => dueJobs.close());
const watchdog = startWatchdog({
  worker,
  countDueJobs: () => dueJobs.count(),
  giveUp: (reason) => {
    shutdown.fail(reason);
  },
  countStep: countWatchdogStep,
  logger,
});
shutdown.onClose('watchdog', () => watchdog.close());

const stored = watchStored({ redis, keyring, logger });
shutdown.onClose('watch of what is stored', () => stored.close());
const census = startCensus({ redis, keyring, logger });
shutdown.onClose('census', () => census.close());
const checks = {
  redis: async () => {
    const outcome = await checkRedis(redis);
    await probeRedis(redis);
    return outcome;
  },
  redis_settings: redisSettings.check,
  ...stored.checks,
  mail_server: () => Promise.resolve(pause.check()),
  ...(supplier === undefined ? {} : { supplier: () => Promise.resolve(supplier.health.check()) }),
  worker: () =>
    Promise.resolve(
      worker.isRunning()
        ? { status: 'ok' as const }
        : { status: 'failed' as const, reason: 'takes no jobs' },
    ),
};
const reporting = startReporting({
  redis,
  app,
  checks,
  read: () => {
    const outage = pause.outage();
    return { keys: reportKeys(keyring), ...(outage === undefined ? {} : { pause: outage }) };
  },
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

startReconciliation({
  config,
  supplier,
  redis,
  ledger,
  keyring,
  countOrder: metrics.countSweptOrder,
  onQueueError,
  logger,
  shutdown,
});
startNotifications({
  config,
  outbound,
  redis,
  ledger,
  keyring,
  countNotification: metrics.countNotification,
  onQueueError,
  logger,
  shutdown,
});
startRetention({
  config,
  redis,
  keyring,
  countRemoved: metrics.countRemoved,
  onQueueError,
  logger,
  shutdown,
});
await worker.whenReady();
logger.info({ adminPort: admin.port, concurrency: config.concurrency }, 'taking jobs');
