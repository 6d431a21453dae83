import type { Envelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';
import { sealEnvelope } from './sealed-envelope.ts';

/** An event that was read, with what its handler needs of it. */
type ReadEvent = { type: string; orderNo?: string } & (
  { kind: 'ticketed'; order: unknown } | { kind: 'other'; body: unknown }
);

/** The envelope of a supplier event that one delivery brought. */
export function sealSupplierEvent(
  keyring: Keyring,
  delivery: Pick<Envelope, 'deliveryId' | 'receivedAt' | 'receipt' | 'traceparent'>,
  event: ReadEvent,
): Envelope {
  const { type, orderNo } = event;
  const fields = { ...delivery, type, ...(orderNo === undefined ? {} : { orderNo }) };
  return sealEnvelope(keyring, fields, event.kind === 'ticketed' ? event.order : event.body);
}
