import type { Redis } from 'ioredis';
import type { Ledger } from '@ticketpost/ledger';
import { createReconciliation } from '@ticketpost/operations';
import { createIntake, createSweeps, removeSweeps, type Keyring } from '@ticketpost/queue';
import type { Logger, Shutdown } from '@ticketpost/runtime';
import { beginSweeps } from '../begin-sweeps.ts';
import type { ConnectedSupplier } from '../supplier/connect-supplier.ts';
import { createSweepOrders } from './sweep-orders.ts';

/** Nobody waits for a sweep. */
const storeTimeoutMs = 10_000;

/**
 * Takes part in the sweeps over the supplier's order list, or, without credentials or with the
 * schedule off, ends the schedule that workers with other settings made.
 */
export function startReconciliation(options: {
  config: {
    reconcileEveryMs: number;
    reconcileWindowMs: number;
    reconcilePageSize: number;
    reconcilePagesPerMinute: number;
  };
  supplier: ConnectedSupplier | undefined;
  redis: Redis;
  ledger: Ledger;
  keyring: Keyring;
  countOrder: (standing: string) => void;
  onQueueError: (error: Error) => void;
  logger: Logger;
  shutdown: Shutdown;
}): void {
  const { config, supplier, redis, ledger, keyring, onQueueError, logger, shutdown } = options;
  const warnOfFailure = (error: unknown) => {
    logger.warn({ error }, 'the schedule of sweeps could not be set');
  };
  if (supplier === undefined || config.reconcileEveryMs === 0) {
    removeSweeps({ connection: redis, onError: onQueueError }).catch(warnOfFailure);
    return;
  }
  const intake = createIntake({
    connection: redis,
    timeoutMs: storeTimeoutMs,
    onError: onQueueError,
  });
  shutdown.onClose('intake', () => intake.close());
  const sweeps = createSweeps({
    connection: redis,
    everyMs: config.reconcileEveryMs,
    sweep: createSweepOrders({
      reconciliation: createReconciliation({
        redis,
        supplier: supplier.client,
        account: supplier.account,
        ledger,
        intake,
        keyring,
      }),
      windowMs: config.reconcileWindowMs,
      pageSize: config.reconcilePageSize,
      pagesPerMinute: config.reconcilePagesPerMinute,
      countOrder: options.countOrder,
      logger,
    }),
    onError: onQueueError,
  });
  beginSweeps({ sweeps, name: 'sweeps', warnOfFailure, shutdown });
}
