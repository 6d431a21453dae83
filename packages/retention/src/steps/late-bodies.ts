import type { Ledger } from '@ticketpost/ledger';
import type { AuditLog, EraseOutcome } from '@ticketpost/operations';
import {
  openQuarantinedDelivery,
  parseQuarantinedDelivery,
  type JobsOfOrders,
  type Keyring,
} from '@ticketpost/queue';
import { listNamedOrders } from '@ticketpost/schema';
import { retentionName } from '../expire-aloud.ts';
import type { RetentionStep } from './retention-step.ts';

/** Bodies that are opened between two rests. */
const bodiesAtATime = 50;
/** Orders that are asked for together. */
const ordersAtATime = 100;

export interface LateBodiesStepOptions {
  jobs: Pick<JobsOfOrders, 'walkQuarantined'>;
  keyring: Keyring;
  ledger: Pick<Ledger, 'isErased' | 'lookBeforeErasing'>;
  audit: Pick<AuditLog, 'around'>;
  eraseOrder: (orderNo: string, decision: { by: string; why: string }) => Promise<EraseOutcome>;
}

/**
 * The step over quarantined deliveries that name an order which was erased before they came. Ingest lets none of them
 * in, but for those that came while Redis did not say so. Such an order is erased again, which knows how: the
 * delivery may stand in the audit log by now.
 */
export function createLateBodiesStep(options: LateBodiesStepOptions): RetentionStep {
  const { jobs, keyring, ledger, audit, eraseOrder } = options;

  /** Those of which an erasure has come to its end: one that is under way takes the body itself. */
  const findErased = async (orderNos: readonly string[]): Promise<string[]> => {
    const erased: string[] = [];
    for (let from = 0; from < orderNos.length; from += ordersAtATime) {
      const some = orderNos.slice(from, from + ordersAtATime);
      const marks = await Promise.all(some.map((orderNo) => ledger.isErased(orderNo)));
      for (const [index, orderNo] of some.entries()) {
        if (marks[index] !== true) continue;
        if ((await ledger.lookBeforeErasing(orderNo, {})) === 'erased') erased.push(orderNo);
      }
    }
    return erased;
  };

  const eraseAgain = async (orderNo: string): Promise<void> => {
    const decision = { by: retentionName, why: 'a delivery that names it came late' };
    const { kind } = await audit.around(
      { action: 'erase', via: 'schedule', orderNo, ...decision },
      () => eraseOrder(orderNo, decision),
    );
    if (kind === 'not_stored') throw new Error('Redis did not take the job of an erasure in time');
  };

  return {
    name: 'late_bodies',
    async run({ isDryRun, count, pause }) {
      const late = new Set<string>();
      let opened = 0;
      let found = 0;
      for await (const { data } of jobs.walkQuarantined()) {
        const delivery = parseQuarantinedDelivery(data);
        const opening = delivery && openQuarantinedDelivery(keyring, delivery);
        if (opening?.kind === 'opened') {
          const erased = await findErased([...listNamedOrders(opening.plaintext)]);
          if (erased.length > 0) found += 1;
          for (const orderNo of erased) late.add(orderNo);
        }
        opened += 1;
        if (opened % bodiesAtATime === 0) await pause();
      }
      for (const orderNo of isDryRun ? [] : late) {
        await eraseAgain(orderNo);
        await pause();
      }
      count('late_quarantined', found);
    },
  };
}
