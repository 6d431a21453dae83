import { loadBranding } from '@ticketpost/branding';
import { createEmailRenderer } from '@ticketpost/email';
import { createLedger } from '@ticketpost/ledger';
import { createPrinter } from '@ticketpost/printout';
import { createDueJobs, createEventWorker, createKeyringFromList } from '@ticketpost/queue';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  loadConfig,
  startAdminServer,
  watchRedisSettings,
} from '@ticketpost/runtime';
import { workerVariables } from './config.ts';
import { printSafely } from './confirm/print-safely.ts';
import { createWriteConfirmation } from './confirm/write-confirmation.ts';
import { createHandleAttempt } from './handle-attempt.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import { judgeSettings } from './judge-settings.ts';
import { createMailer } from './mail/create-mailer.ts';
import { findDkimSettings, warnOfAlignment } from './mail/dkim-settings.ts';
import { createLetterhead } from './mail/create-letterhead.ts';
import { domainOfSender } from './mail/sender.ts';
import { createMetrics } from './metrics.ts';
import { createPause } from './pause/create-pause.ts';
import { startReconciliation } from './reconciliation/start-reconciliation.ts';
import { createBookingLookup } from './recipient/create-booking-lookup.ts';
import { createResolveRecipient } from './recipient/resolve-recipient.ts';
import { createRecordDeath } from './record-death.ts';
import { connectSupplier } from './supplier/connect-supplier.ts';
import { startWatchdog } from './watchdog/start-watchdog.ts';

const app = 'worker';
const { config, warnings } = loadConfig(workerVariables, {
  app,
  environment: process.env,
  judge: judgeSettings,
});
const logger = createLogger({ app, level: config.logLevel });
const letterhead = createLetterhead(config);
const dkim = findDkimSettings(config);
const branding = loadBranding(config);
const misaligned = dkim && warnOfAlignment(dkim, letterhead.from);
for (const warning of [...warnings, misaligned ?? [], ...branding.warnings].flat()) {
  logger.warn(warning);
}
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs });
const metrics = createMetrics();
const { registry, countAttempt, countWatchdogStep, setPaused, countPause } = metrics;

const redis = connectRedis({ url: config.redisUrl, use: { for: 'jobs' }, logger });
shutdown.onClose('redis', () => {
  redis.disconnect();
  return Promise.resolve();
});

const redisSettings = watchRedisSettings({ redis, logger });
shutdown.onClose('settings watch', () => redisSettings.close());

const mailer = createMailer({
  smtpUrl: config.smtpUrl,
  letterhead,
  dkim,
  timeoutMs: config.smtpTimeoutMs,
  maxConnections: config.concurrency,
});
shutdown.onClose('mailer', () => {
  mailer.close();
  return Promise.resolve();
});

const keyring = createKeyringFromList(config.payloadKeys);
const ledger = createLedger({ redis, sealer: keyring });
const renderer = createEmailRenderer(branding);
const printer =
  config.mailPdf === 'on'
    ? await createPrinter({ ...branding, messages: branding.templates.messages ?? {} })
    : undefined;

const supplier = connectSupplier(config, { observeAnswer: metrics.observeSupplierAnswer });
if (supplier !== undefined) shutdown.onClose('supplier', () => supplier.close());
const lookup =
  config.bookingLookupUrl === undefined
    ? undefined
    : createBookingLookup({
        url: config.bookingLookupUrl,
        token: config.bookingLookupToken,
        timeoutMs: config.bookingLookupTimeoutMs,
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
const worker = createEventWorker({
  connection: redis,
  concurrency: config.concurrency,
  maxJobsPerSecond: config.mailRatePerSecond,
  retryDelaysMs: config.retryDelaysMs,
  handle: createHandleAttempt({
    keyring,
    recordDeath,
    logger,
    countAttempt,
    handlers: createHandlers({
      ledger,
      pause,
      askSupplier: supplier?.askSupplier,
      recheckDelaysMs: config.recheckDelaysMs,
      resolveRecipient: createResolveRecipient({
        settings: { ...config, usesSupplierContact: config.usesSupplierContact === 'on' },
        lookUp: lookup && ((orderNo) => lookup.lookUp(orderNo)),
      }),
      write: createWriteConfirmation({
        render: (input) => renderer.render(input),
        print:
          printer &&
          printSafely((input) => printer.print(input), {
            logger,
            countFailure: metrics.countPrintoutFailure,
          }),
      }),
      submit: (mail, permit) => mailer.submit(mail, permit),
      holdsUncertain: config.uncertainSend === 'hold',
      messageIdDomain: domainOfSender(letterhead.from),
      tripWaitMs: config.tripWaitMs,
      logger,
    }),
  }),
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

const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  registry,
  checks: {
    redis: () => checkRedis(redis),
    redis_settings: redisSettings.check,
    mail_server: () => Promise.resolve(pause.check()),
    ...(supplier === undefined ? {} : { supplier: () => Promise.resolve(supplier.health.check()) }),
    worker: () =>
      Promise.resolve(
        worker.isRunning() ? { status: 'ok' } : { status: 'failed', reason: 'takes no jobs' },
      ),
  },
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
await worker.whenReady();
logger.info({ adminPort: admin.port, concurrency: config.concurrency }, 'taking jobs');
