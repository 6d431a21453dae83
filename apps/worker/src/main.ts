import { createEmailRenderer } from '@ticketpost/email';
import { createLedger } from '@ticketpost/ledger';
import { createEventWorker, createKeyringFromList } from '@ticketpost/queue';
import {
  checkRedis,
  connectRedis,
  createLogger,
  createShutdown,
  loadConfig,
  startAdminServer,
} from '@ticketpost/runtime';
import { workerVariables } from './config.ts';
import { createConfirmOrder } from './confirm-order.ts';
import { createHandleAttempt } from './handle-attempt.ts';
import { createMailer } from './mail/create-mailer.ts';
import { domainOfSender } from './mail/message-id.ts';
import { createMetrics } from './metrics.ts';
import { resolveRecipient } from './resolve-recipient.ts';

const app = 'worker';
const { config, warnings } = loadConfig(workerVariables, { app, environment: process.env });
const logger = createLogger({ app, level: config.logLevel });
for (const warning of warnings) logger.warn(warning);
const shutdown = createShutdown({ logger, timeoutMs: config.shutdownTimeoutMs });
const { registry, countAttempt } = createMetrics();

const redis = connectRedis({ url: config.redisUrl, use: { for: 'jobs' }, logger });
shutdown.onClose('redis', () => {
  redis.disconnect();
  return Promise.resolve();
});

const mailer = createMailer({
  smtpUrl: config.smtpUrl,
  from: config.mailFrom,
  bcc: config.mailBcc,
  timeoutMs: config.smtpTimeoutMs,
  maxConnections: config.concurrency,
});
shutdown.onClose('mailer', () => {
  mailer.close();
  return Promise.resolve();
});

const keyring = createKeyringFromList(config.payloadKeys);
const ledger = createLedger({ redis, sealer: keyring });
const renderer = createEmailRenderer({
  brand: {
    name: config.brandName,
    ...(config.brandSupportEmail === undefined ? {} : { supportEmail: config.brandSupportEmail }),
    ...(config.brandSupportPhone === undefined ? {} : { supportPhone: config.brandSupportPhone }),
  },
});

const worker = createEventWorker({
  connection: redis,
  concurrency: config.concurrency,
  maxJobsPerSecond: config.mailRatePerSecond,
  retryDelaysMs: config.retryDelaysMs,
  handle: createHandleAttempt({
    keyring,
    ledger,
    logger,
    countAttempt,
    confirmOrder: createConfirmOrder({
      ledger,
      render: (input) => renderer.render(input),
      resolveRecipient: (orderNo) => resolveRecipient(orderNo, config),
      submit: (mail) => mailer.submit(mail),
      messageIdDomain: domainOfSender(config.mailFrom),
      logger,
    }),
  }),
  onError: (error) => {
    logger.warn({ error }, 'the queue reports an error');
  },
  onStalled: (jobId) => {
    logger.warn({ jobId }, 'a job lost its worker and is waiting again');
  },
});
shutdown.onClose('worker', () => worker.close());

const admin = await startAdminServer({
  host: config.adminHost,
  port: config.adminPort,
  registry,
  checks: {
    redis: () => checkRedis(redis),
    worker: () =>
      Promise.resolve(
        worker.isRunning() ? { status: 'ok' } : { status: 'failed', reason: 'takes no jobs' },
      ),
  },
});
shutdown.onClose('admin server', () => admin.close());

await worker.whenReady();
logger.info({ adminPort: admin.port, concurrency: config.concurrency }, 'taking jobs');
