import type { Ledger, OrderRecord, RecordedEntry } from '@ticketpost/ledger';
import { parseEnvelope, type Quarantine, type QueuedDeliveries } from '@ticketpost/queue';
import type { Problem } from '@ticketpost/schema';

/** A delivery, wherever it is kept. */
export interface FoundDelivery {
  standing: 'queued' | 'quarantined' | 'on_timeline';
  type?: string;
  orderNo?: string;
  reason?: string;
  problems?: readonly Problem[];
  /** RFC 3339 in UTC, as is `queuedAt`. */
  receivedAt?: string;
  queuedAt?: string;
  /** Sealed. */
  receipt?: string;
  /** Its order, as far as anything is known of it. */
  order?: OrderRecord;
}

export interface FindDeliveryOptions {
  queued: Pick<QueuedDeliveries, 'find'>;
  quarantine: Pick<Quarantine, 'get'>;
  ledger: Pick<Ledger, 'read'>;
  /** Numbers of orders that a delivery may belong to. */
  findOrders: (deliveryId: string) => Promise<readonly string[]>;
}

/**
 * Makes the search for one delivery: on the queue, where its job stays for some time after it was
 * done, in quarantine, and on the timeline of its order.
 */
export function createFindDelivery(options: FindDeliveryOptions) {
  const { queued, quarantine, ledger, findOrders } = options;

  const onQueue = async (deliveryId: string): Promise<FoundDelivery | undefined> => {
    const job = await queued.find(deliveryId);
    if (job === undefined) return undefined;
    const { queuedAt } = job;
    const envelope = parseEnvelope(job.data);
    const about = { standing: 'queued', ...(queuedAt === undefined ? {} : { queuedAt }) } as const;
    if (envelope === undefined) return about;
    const { type, orderNo, receivedAt, receipt } = envelope;
    const order = orderNo === undefined ? undefined : await ledger.read(orderNo);
    return {
      ...about,
      type,
      receivedAt,
      ...(orderNo === undefined ? {} : { orderNo }),
      ...(receipt === undefined ? {} : { receipt }),
      ...(order === undefined ? {} : { order }),
    };
  };

  const inQuarantine = async (deliveryId: string): Promise<FoundDelivery | undefined> => {
    const item = await quarantine.get(deliveryId);
    if (item === undefined) return undefined;
    if (item.kind === 'unreadable') return { standing: 'quarantined' };
    const { receivedAt, reason, problems, receipt } = item.delivery;
    return {
      standing: 'quarantined',
      receivedAt,
      reason,
      problems,
      ...(receipt === undefined ? {} : { receipt }),
    };
  };

  const onTimeline = async (deliveryId: string): Promise<FoundDelivery | undefined> => {
    let withoutEntry: FoundDelivery | undefined;
    for (const orderNo of await findOrders(deliveryId)) {
      const order = await ledger.read(orderNo);
      if (order === undefined) continue;
      const entry = order.timeline.find((one) => isArrival(one, deliveryId));
      if (entry === undefined) {
        // One of many repeats in a row, which share one entry; or the timeline was too long.
        withoutEntry ??= { standing: 'on_timeline', orderNo, order };
        continue;
      }
      const { type, receipt, event, at } = entry;
      return {
        standing: 'on_timeline',
        orderNo,
        order,
        ...(type === undefined ? {} : { type }),
        // A repeat's entry is dated when the repeat was noticed.
        ...(event === 'received' ? { receivedAt: at } : {}),
        ...(receipt === undefined ? {} : { receipt }),
      };
    }
    return withoutEntry;
  };

  return async function findDelivery(deliveryId: string): Promise<FoundDelivery | undefined> {
    return (
      (await onQueue(deliveryId)) ??
      (await inQuarantine(deliveryId)) ??
      (await onTimeline(deliveryId))
    );
  };
}

function isArrival(entry: RecordedEntry, deliveryId: string): boolean {
  if (entry.deliveryId !== deliveryId) return false;
  return entry.event === 'received' || entry.event === 'duplicate';
}
