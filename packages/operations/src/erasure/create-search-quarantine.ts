import {
  openQuarantinedDelivery,
  parseQuarantinedDelivery,
  type JobsOfOrders,
  type Keyring,
  type QuarantinedDelivery,
} from '@ticketpost/queue';
import { listNamedOrders } from '@ticketpost/schema';

/** A quarantined delivery about one order. */
export interface QuarantinedOfOrder {
  deliveryId: string;
  /** Absent when its job is of no form that this version knows. */
  delivery?: QuarantinedDelivery;
  /** The body's bytes as they came; absent when it cannot be opened. */
  body?: Buffer;
}

/**
 * Finds the quarantined deliveries that name an order (`listNamedOrders`, or in clear), and hands each over as it is
 * found. `unopened`: those of which nobody can say what they are about, since their key is not at hand, or they are
 * damaged.
 */
export type SearchQuarantine = (
  orderNo: string,
  take: (found: QuarantinedOfOrder) => void,
) => Promise<{ unopened: number }>;

interface Search {
  orderNo: string;
  take: (found: QuarantinedOfOrder) => void;
  unopened: number;
}

interface Pass {
  searches: Search[];
  ended: Promise<void>;
}

/**
 * Makes what looks through the quarantine, which opens every body: one pass at a time, with one body open. Whoever
 * asks during a pass waits for the next, and shares it with all others who wait.
 */
export function createSearchQuarantine({
  jobs,
  keyring,
}: {
  jobs: Pick<JobsOfOrders, 'walkQuarantined'>;
  keyring: Pick<Keyring, 'open' | 'seal' | 'blind'>;
}): SearchQuarantine {
  let next: Pass | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const goThrough = async (searches: readonly Search[]): Promise<void> => {
    for await (const job of jobs.walkQuarantined()) {
      const delivery = parseQuarantinedDelivery(job.data);
      const about = { deliveryId: job.id, ...(delivery === undefined ? {} : { delivery }) };
      const opening = delivery && openQuarantinedDelivery(keyring, delivery);
      if (opening?.kind === 'opened') {
        const body = opening.plaintext;
        const named = listNamedOrders(body);
        for (const { orderNo, take } of searches) {
          if (named.has(orderNo)) take({ ...about, body });
        }
      } else {
        const clear = JSON.stringify(job.data);
        for (const search of searches) {
          if (clear.includes(JSON.stringify(search.orderNo))) search.take(about);
          else search.unopened += 1;
        }
      }
    }
  };

  const planPass = (): Pass => {
    const searches: Search[] = [];
    const ended = last.then(() => {
      // What came after it began might have been passed by.
      next = undefined;
      return goThrough(searches);
    });
    last = ended.catch(() => undefined);
    return { searches, ended };
  };

  return async function searchQuarantine(orderNo, take) {
    const search: Search = { orderNo, take, unopened: 0 };
    next ??= planPass();
    const { searches, ended } = next;
    searches.push(search);
    await ended;
    return { unopened: search.unopened };
  };
}
