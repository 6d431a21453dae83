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
    const { addonOrderNo, ...kept } = readKept(body);
    const hasAddon = addonOrderNo !== undefined && addonOrderNo !== orderNo;
    const entry = receivedEntry(envelope);
    await ledger.record(orderNo, {
      ...entry,
      ...(hasAddon ? { refersTo: addonOrderNo } : {}),
      ...('body' in kept ? { sealed: kept } : {}),
    });
    if (hasAddon) await ledger.record(addonOrderNo, { ...entry, refersTo: orderNo });
    return endJob('recorded', { type });
  };
}

/** Read once more: a delivery that an older ingest took in may hold more than is kept. */
function readKept(body: unknown): { addonOrderNo?: string; body?: object } {
  const reading = readSupplierEvent(body);
  if (reading.kind === 'invalid' || reading.event.kind !== 'other') return {};
  const { addonOrderNo, body: kept } = reading.event;
  return { body: kept, ...(addonOrderNo === undefined ? {} : { addonOrderNo }) };
}
