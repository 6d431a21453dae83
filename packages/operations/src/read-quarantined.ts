import { openQuarantinedDelivery, type Keyring, type QuarantinedDelivery } from '@ticketpost/queue';
import {
  decodeJson,
  readSupplierEvent,
  type Problem,
  type SupplierEvent,
} from '@ticketpost/schema';

/** What this version makes of a quarantined body. */
export type QuarantinedContent =
  /** It can be read, and released. */
  | { kind: 'event'; body: Buffer; event: SupplierEvent }
  | { kind: 'malformed_json'; body: Buffer; problems: readonly Problem[] }
  | { kind: 'invalid_event'; body: Buffer; problems: readonly Problem[] }
  | { kind: 'unknown_key'; keyId: string }
  /** Altered since it was sealed. */
  | { kind: 'damaged' };

/** Opens a quarantined body and reads it as ingest would; whose `cid` it bears is not asked. */
export function readQuarantined(
  keyring: Keyring,
  delivery: QuarantinedDelivery,
): QuarantinedContent {
  const opening = openQuarantinedDelivery(keyring, delivery);
  if (opening.kind !== 'opened') return opening;
  const body = opening.plaintext;
  const decoding = decodeJson(body);
  if (decoding.kind === 'malformed') return { kind: 'malformed_json', body, problems: [] };
  const reading = readSupplierEvent(decoding.value);
  return reading.kind === 'event'
    ? { kind: 'event', body, event: reading.event }
    : { kind: 'invalid_event', body, problems: reading.problems };
}
