import type { Redis } from 'ioredis';
import type { Ledger } from '@ticketpost/ledger';
import { createNotifications, type NotifyOutcome } from '@ticketpost/notifications';
import type { Outbound } from '@ticketpost/outbound';
import { createSweeps, removeSweeps, type Keyring } from '@ticketpost/queue';
import type { Logger, Shutdown } from '@ticketpost/runtime';
import { beginSweeps } from '../begin-sweeps.ts';
import type { NotificationResult } from './notification-result.ts';

/** Of one post. A chat answers within a second. */
const timeoutMs = 10_000;

/**
 * Takes part in telling a receiver what needs a person: one worker at a time looks, whoever comes
 * first. Without a receiver it ends the schedule that workers with other settings made.
 */
export function startNotifications(options: {
  config: {
    alertWebhookUrl: string | undefined;
    alertWebhookSecret: string | undefined;
    alertIntervalMs: number;
    alertNoRecipientAfterMs: number;
    alertOverdueAfterMs: number;
    dashboardUrl: string | undefined;
  };
  outbound: Pick<Outbound, 'createAgent'>;
  redis: Redis;
  ledger: Pick<Ledger, 'read' | 'readBooking'>;
  keyring: Keyring;
  countNotification: (result: NotificationResult) => void;
  onQueueError: (error: Error) => void;
  logger: Logger;
  shutdown: Shutdown;
}): void {
  const { config, outbound, redis, ledger, keyring, countNotification, logger, shutdown } = options;
  const { onQueueError: onError } = options;
  const { alertWebhookUrl: url, alertIntervalMs: intervalMs } = config;
  const purpose = 'notifications';
  const warnOfFailure = (error: unknown) => {
    logger.warn({ error }, 'the schedule of notifications could not be set');
  };
  if (url === undefined) {
    removeSweeps({ connection: redis, purpose, onError }).catch(warnOfFailure);
    return;
  }
  const notifications = createNotifications({
    redis,
    ledger,
    keyring,
    url,
    secret: config.alertWebhookSecret,
    timeoutMs,
    outbound,
    intervalMs,
    noRecipientAfterMs: config.alertNoRecipientAfterMs,
    overdueAfterMs: config.alertOverdueAfterMs,
    dashboardUrl: config.dashboardUrl,
    onGivenUp: ({ id, attempts }) => {
      countNotification('given_up');
      logger.error({ notificationId: id, attempts }, 'nobody took a notification for a day');
    },
    onError,
  });
  shutdown.onClose('notifications', () => notifications.close());

  const conclude = (ended: NotifyOutcome) => {
    if (ended.kind !== 'posted' || ended.outcome.kind === 'aborted') return;
    const { id, concerns, attempt, outcome } = ended;
    countNotification(outcome.kind);
    const { kind, ...details } = outcome;
    const line = { notificationId: id, concerns, attempt, outcome: kind, ...details };
    if (kind === 'taken') logger.info(line, 'notification');
    else logger.warn(line, 'notification: it is posted again later');
  };
  const sweeps = createSweeps({
    connection: redis,
    purpose,
    everyMs: intervalMs,
    sweep: async (signal) => {
      const ended = await notifications.notify(signal);
      conclude(ended);
      return { ...ended };
    },
    onError,
  });
  beginSweeps({ sweeps, name: 'schedule of notifications', warnOfFailure, shutdown });
}
