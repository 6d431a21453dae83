import { randomUUID } from 'node:crypto';
import type { Ledger } from '@ticketpost/ledger';
import { sealErasure, type Intake, type Keyring } from '@ticketpost/queue';
import { parseOrderNo } from '@ticketpost/schema';
import { erasedEntry } from '../erasure/erase-everywhere.ts';
import type { OrderDecision } from './order-decision.ts';

export type EraseOutcome =
  /** Nothing of it is shown, mailed or stored any more; what is left of it is removed by a worker. */
  | { kind: 'erased' }
  | { kind: 'not_found' }
  /** Redis did not take the job in its time. */
  | { kind: 'not_stored' };

export interface EraseOrderOptions {
  ledger: Pick<Ledger, 'lookBeforeErasing' | 'markErased'>;
  intake: Pick<Intake, 'addEvent'>;
  keyring: Keyring;
  now: () => number;
}

/**
 * Makes what has an order forgotten. First comes the job, which does all of it by itself, so that whoever
 * dies in between leaves no order half forgotten; then the mark, so that it holds at once. What was erased
 * before is looked for once more. `evenIfUnknown`: also one of which nothing is known, since a delivery of
 * it may be in quarantine, on the queue or in a journal.
 */
export function createEraseOrder({ ledger, intake, keyring, now }: EraseOrderOptions) {
  return async function eraseOrder(
    orderNo: string,
    {
      by,
      why,
      evenIfUnknown = false,
    }: Pick<OrderDecision, 'by' | 'why'> & { evenIfUnknown?: boolean | undefined },
  ): Promise<EraseOutcome> {
    if (parseOrderNo(orderNo) !== orderNo) return { kind: 'not_found' };
    const outlook = await ledger.lookBeforeErasing(orderNo, {});
    if (outlook === 'unknown' && !evenIfUnknown) return { kind: 'not_found' };
    const ask = {
      askId: `erasure-${randomUUID()}`,
      orderNo,
      askedAt: new Date(now()).toISOString(),
      by,
      why,
    };
    const stored = await intake.addEvent(sealErasure(keyring, ask, { by, why }));
    if (stored.kind === 'not_stored') return { kind: 'not_stored' };
    await ledger.markErased(orderNo, { askId: ask.askId }, erasedEntry(ask));
    return { kind: 'erased' };
  };
}
