import type { ErasingOrder, Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { ErasurePayload, JobsOfOrders, Keyring } from '@ticketpost/queue';
import { decodeJson, listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';
import type { AuditLog } from '../audit/audit-log.ts';
import { createWhyMask } from './create-why-mask.ts';
import { findQuarantined, type QuarantinedOfOrder } from './find-quarantined.ts';
import { listPersonalTexts } from './list-personal-texts.ts';
import { openJob } from './open-job.ts';

export type ErasureOutcome =
  | {
      kind: 'erased';
      /** How many were removed. */
      jobs: number;
      quarantined: number;
      /** Quarantined deliveries that could not be opened: whether one is about it, nobody can say. */
      unopened: number;
    }
  /**
   * Workers are at jobs about it, which can do no harm any more but are still there; or, with none, somebody
   * asked again meanwhile. What is left is to be done later.
   */
  | { kind: 'busy'; jobs: number }
  /** The booking was not as the caller wanted it: nothing was erased. */
  | { kind: 'precondition_failed' };

/** One ask to forget an order. */
export interface ErasureAsk extends ErasurePayload {
  askId: string;
  orderNo: string;
  /** RFC 3339 in UTC. */
  askedAt: string;
}

export interface EraseEverywhereOptions {
  ledger: Pick<Ledger, 'markErased' | 'readErasing' | 'removeTerms' | 'finishErasure'>;
  jobs: Omit<JobsOfOrders, 'describe' | 'close'>;
  audit: Pick<AuditLog, 'about' | 'rewriteWhy'>;
  /** Takes out a notification that is still to be posted and names the order. */
  forgetNotification: (orderNo: string) => Promise<void>;
  keyring: Keyring;
}

/**
 * Makes what removes an order from everywhere but its tombstone. Every step can be done again, and what a
 * later step needs is removed after it: one that dies anywhere is begun anew, and comes to the same end.
 *
 * First the mark, after which no attempt writes anything personal or keeps its job. Then, once no attempt
 * that began before is left, the jobs; what they and the record say leads to the words of the audit log and
 * to the search index; then the jobs go, and the record last.
 */
export function createEraseEverywhere(options: EraseEverywhereOptions) {
  const { ledger, jobs, audit, forgetNotification, keyring } = options;

  return async function eraseEverywhere(ask: ErasureAsk): Promise<ErasureOutcome> {
    const { askId, orderNo, condition } = ask;
    const marked = await ledger.markErased(
      orderNo,
      { askId, ...(condition === undefined ? {} : { condition }) },
      erasedEntry(ask),
    );
    if (marked === 'precondition_failed') return { kind: marked };
    if (marked === 'finished') return { kind: 'erased', jobs: 0, quarantined: 0, unopened: 0 };
    // Before the other places: what leaves this one comes to one of those.
    const active = await jobs.findActive(orderNo);
    if (active.length > 0) return { kind: 'busy', jobs: active.length };

    const order = await ledger.readErasing(orderNo);
    if (order === undefined) throw new Error('an order that was marked as erased is gone');
    const found: { id: string; data: unknown }[] = [];
    for await (const job of jobs.walk(orderNo)) found.push(job);
    const { found: quarantined, unopened } = await findQuarantined({ jobs, keyring }, orderNo);
    const opened = found.map(({ data }) => openJob(keyring, data));
    const payloads = opened.flatMap((one) => (one.kind === 'opened' ? [one.payload] : []));
    const deliveryIds = [
      ...order.deliveryIds,
      ...found.map(({ id }) => id),
      ...quarantined.map(({ deliveryId }) => deliveryId),
    ];
    const bodies = quarantined.map(readBody);
    const mask = createWhyMask(orderNo, {
      record: {
        confirmations: [...order.confirmations],
        timeline: order.entries.map(({ entry }) => entry),
      },
      booking: order.booking,
      payloads,
      texts: [...payloads, ...bodies].flatMap((one) => listPersonalTexts(one)),
    });
    const isAllKnown =
      !order.isUnreadable &&
      opened.every(({ kind }) => kind === 'opened') &&
      bodies.every((one) => one !== undefined);
    await hideInAudit(orderNo, deliveryIds, { mask, isAllKnown });
    await ledger.removeTerms(orderNo, [...deliveryIds, ...listTerms(order, payloads)]);

    const isLeft: boolean[] = [];
    for (const { id } of found) isLeft.push(!(await jobs.remove(id)));
    for (const { deliveryId } of quarantined) {
      isLeft.push(!(await jobs.removeQuarantined(deliveryId)));
    }
    const left = isLeft.filter(Boolean).length;
    if (left > 0) return { kind: 'busy', jobs: left };
    await forgetNotification(orderNo);
    const end = await ledger.finishErasure(orderNo, {
      asks: order.asks,
      ticketSetIds: order.confirmations.map(({ ticketSetId }) => ticketSetId),
      entries: hideInEntries(order, mask),
    });
    if (end === 'asked_again') return { kind: 'busy', jobs: 0 };
    return { kind: 'erased', jobs: found.length, quarantined: quarantined.length, unopened };
  };

  /**
   * Who did what stays, with their words as far as nothing in them is personal; where not all is known that
   * might stand in them, only those of the erasure itself.
   */
  async function hideInAudit(
    orderNo: string,
    deliveryIds: readonly string[],
    { mask, isAllKnown }: { mask: (why: string) => string; isAllKnown: boolean },
  ): Promise<void> {
    const lines = audit.about({ orderNo, deliveryIds: new Set(deliveryIds) });
    for await (const { id, action, why, isUnreadable } of lines) {
      if (isUnreadable === true) await audit.rewriteWhy(id, undefined);
      if (why === undefined) continue;
      const kept = isAllKnown || action === 'erase' ? mask(why) : undefined;
      if (kept !== why) await audit.rewriteWhy(id, kept);
    }
  }
}

/** The line on the timeline; the asker writes the same. */
export function erasedEntry({ askedAt, by, why }: Omit<ErasureAsk, 'orderNo'>): TimelineEntry {
  return {
    event: 'erased',
    at: askedAt,
    ...(by === undefined ? {} : { by }),
    ...(why === undefined ? {} : { sealed: { why } }),
  };
}

function hideInEntries({ entries }: ErasingOrder, mask: (why: string) => string) {
  return entries.flatMap(({ n, entry }) => {
    const why = entry.event === 'erased' ? entry.sealed?.why : undefined;
    if (why === undefined || mask(why) === why) return [];
    return [{ n, entry: { ...entry, sealed: { why: mask(why) } } }];
  });
}

function listTerms({ confirmations }: ErasingOrder, payloads: readonly unknown[]): string[] {
  const orders = confirmations.flatMap(({ held, mailed }) => [
    held,
    (mailed as { order?: unknown } | undefined)?.order,
  ]);
  return [
    ...confirmations.flatMap(({ terms }) => terms ?? []),
    ...[...orders, ...payloads].flatMap((order) => {
      const parsed = parseTicketedOrder(order);
      return parsed.kind === 'order' ? listSearchTerms(parsed.order) : [];
    }),
  ];
}

/** `undefined` of what could not be read. */
function readBody({ body }: QuarantinedOfOrder): unknown {
  const decoding = body && decodeJson(body);
  return decoding?.kind === 'json' ? decoding.value : undefined;
}
