import { parseLogRecord } from '../output/log-record.ts';

/** How an attempt at a delivery ended, as the worker's line tells. */
interface SeenAttempt {
  outcome: string;
  /** Why it was a duplicate, or why it failed. */
  detail: string;
}

/** Remembers how the attempts of the last deliveries ended. */
export interface AttemptWatch {
  /** Takes in a line of a worker. */
  see(line: string): void;
  last(deliveryId: string): SeenAttempt | undefined;
}

const mostRemembered = 1000;

export function createAttemptWatch(): AttemptWatch {
  const attempts = new Map<string, SeenAttempt>();
  return {
    see(line) {
      const fields = parseLogRecord(line)?.fields;
      const deliveryId = fields?.get('deliveryId');
      const outcome = fields?.get('outcome');
      if (typeof deliveryId !== 'string' || typeof outcome !== 'string') return;
      const detail = fields?.get('because') ?? fields?.get('reason');
      attempts.delete(deliveryId);
      attempts.set(deliveryId, { outcome, detail: typeof detail === 'string' ? detail : '' });
      const [oldest] = attempts.keys();
      if (attempts.size > mostRemembered && oldest !== undefined) attempts.delete(oldest);
    },
    last: (deliveryId) => attempts.get(deliveryId),
  };
}
