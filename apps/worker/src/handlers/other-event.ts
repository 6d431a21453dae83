import type { Ledger } from '@ticketpost/ledger';
import type { Envelope } from '@ticketpost/queue';
import { readSupplierEvent } from '@ticketpost/schema';
import { endJob, type AttemptOutcome } from '../attempt-outcome.ts';
import { receivedEntry } from './received-entry.ts';

/**
 * Makes the handler of events that have none of their own: kept on their order's timeline. One about
 * extras bought later stands on the original order's timeline and on that of the extras, each
 * naming the other.
 */
export function createOtherEvent({ ledger }: { ledger: Pick<Ledger, 'record'> }) {
  return async function handleOtherEvent(
    envelope: Envelope,
    body: unknown,
  ): Promise<AttemptOutcome> {
    const { type, orderNo } = envelope;
    if (orderNo === undefined) return endJob('no_order', { type });
    const addonOrderNo = findAddonOrderNo(body);
    const hasAddon = addonOrderNo !== undefined && addonOrderNo !== orderNo;
    const entry = receivedEntry(envelope);
    await ledger.record(orderNo, {
      ...entry,
      ...(hasAddon ? { refersTo: addonOrderNo } : {}),
      sealed: { body },
    });
    if (hasAddon) await ledger.record(addonOrderNo, { ...entry, refersTo: orderNo });
    return endJob('recorded', { type });
  };
}

function findAddonOrderNo(body: unknown): string | undefined {
  const reading = readSupplierEvent(body);
  return reading.kind === 'event' && reading.event.kind === 'other'
    ? reading.event.addonOrderNo
    : undefined;
}
