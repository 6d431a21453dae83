import type { Ledger } from '@ticketpost/ledger';
import { parseEnvelope, type Attempt } from '@ticketpost/queue';
import type { Logger } from '@ticketpost/runtime';

/**
 * Makes what says on an order's timeline why its job is a dead letter, where no handler got so far.
 * Never rejects: the dead letter itself is what counts.
 */
export function createRecordDeath(options: { ledger: Pick<Ledger, 'record'>; logger: Logger }) {
  const { ledger, logger } = options;
  return async function recordDeath(attempt: Attempt, code: string): Promise<void> {
    const { jobId: deliveryId, attempt: number } = attempt;
    const orderNo = parseEnvelope(attempt.data)?.orderNo;
    if (orderNo === undefined) return;
    try {
      await ledger.record(orderNo, { event: 'dead', deliveryId, attempt: number, reason: code });
    } catch (error) {
      logger.warn({ error, deliveryId, orderNo }, 'the timeline lacks a dead letter');
    }
  };
}
