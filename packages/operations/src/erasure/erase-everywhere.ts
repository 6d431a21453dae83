import type { ErasingOrder, Ledger, TimelineEntry } from '@ticketpost/ledger';
import type { ErasurePayload, JobsOfOrders, Keyring } from '@ticketpost/queue';
import { decodeJson, listSearchTerms, parseTicketedOrder } from '@ticketpost/schema';
import type { AuditLog } from '../audit/audit-log.ts';
import { listPersonalOfOrder } from '../personal/list-personal.ts';
import { createKnownTexts } from './create-known-texts.ts';
import { createSearchQuarantine } from './create-search-quarantine.ts';
import { createTermRemoval } from './create-term-removal.ts';
import { createWhyMask } from './create-why-mask.ts';
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
 * that began before is left, the jobs; what they and the record say leads to the search index and to the
 * words of the audit log; then the jobs go, and the record last.
 *
 * Jobs and bodies are opened one by one, and but for their ids no more is kept of them than has its bounds. However
 * many erasures there are at once, they go through the quarantine together.
 */
export function createEraseEverywhere(options: EraseEverywhereOptions) {
  const { ledger, jobs, audit, forgetNotification, keyring } = options;
  const searchQuarantine = createSearchQuarantine({ jobs, keyring });

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
    const activeIds: string[] = [];
    for await (const { id } of jobs.walkActive(orderNo)) activeIds.push(id);
    if (activeIds.length > 0) return { kind: 'busy', jobs: activeIds.length };

    const order = await ledger.readErasing(orderNo);
    if (order === undefined) throw new Error('an order that was marked as erased is gone');
    const texts = createKnownTexts();
    const terms = createTermRemoval((some) => ledger.removeTerms(orderNo, some));
    let isAllOpened = !order.isUnreadable;
    await terms.add([...order.deliveryIds, ...listTermsOfRecord(order)]);

    const jobIds: string[] = [];
    for await (const { id, data } of jobs.walk(orderNo)) {
      jobIds.push(id);
      const opened = openJob(keyring, data);
      if (opened.kind === 'opened') {
        texts.add([...listPersonalTexts(opened.payload), ...listPersonalOfOrder(opened.payload)]);
        await terms.add([id, ...listTerms(opened.payload)]);
      } else {
        isAllOpened = false;
        await terms.add([id]);
      }
    }
    const quarantined: string[] = [];
    const { unopened } = await searchQuarantine(orderNo, ({ deliveryId, body }) => {
      quarantined.push(deliveryId);
      const decoding = body && decodeJson(body);
      if (decoding?.kind === 'json') texts.add(listPersonalTexts(decoding.value));
      else isAllOpened = false;
    });
    await terms.add(quarantined);
    await terms.end();

    const mask = createWhyMask(orderNo, {
      record: {
        confirmations: [...order.confirmations],
        timeline: order.entries.map(({ entry }) => entry),
      },
      booking: order.booking,
      texts: texts.list(),
    });
    await hideInAudit(orderNo, [...order.deliveryIds, ...jobIds, ...quarantined], {
      mask,
      isAllKnown: isAllOpened && texts.isWhole(),
    });

    const isLeft: boolean[] = [];
    for (const id of jobIds) isLeft.push(!(await jobs.remove(id)));
    for (const id of quarantined) isLeft.push(!(await jobs.removeQuarantined(id)));
    const left = isLeft.filter(Boolean).length;
    if (left > 0) return { kind: 'busy', jobs: left };
    await forgetNotification(orderNo);
    const end = await ledger.finishErasure(orderNo, {
      asks: order.asks,
      ticketSetIds: order.confirmations.map(({ ticketSetId }) => ticketSetId),
      entries: hideInEntries(order, mask),
    });
    if (end === 'asked_again') return { kind: 'busy', jobs: 0 };
    return { kind: 'erased', jobs: jobIds.length, quarantined: quarantined.length, unopened };
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

function listTermsOfRecord({ confirmations }: ErasingOrder): string[] {
  const orders = confirmations.flatMap(({ held, mailed }) => [
    held,
    (mailed as { order?: unknown } | undefined)?.order,
  ]);
  return [...confirmations.flatMap(({ terms }) => terms ?? []), ...orders.flatMap(listTerms)];
}

function listTerms(payload: unknown): string[] {
  const parsed = parseTicketedOrder(payload);
  return parsed.kind === 'order' ? listSearchTerms(parsed.order) : [];
}
