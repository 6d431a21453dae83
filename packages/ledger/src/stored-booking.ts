import type { BookingReading } from './bookings.ts';
import { openDeflated, sealDeflated } from './deflate/deflated-object.ts';
import { noteMissingKeys } from './missing-keys.ts';
import type { Sealer } from './sealer.ts';

/** A booking as it stands in Redis. What is in clear is authenticated with the sealed body. */
interface StoredBooking {
  version: string;
  storedAt: string;
  sealed: string;
  /** There was none before. */
  isNew?: true;
}

/** The JSON of a booking, sealed for one version of it. */
export function encodeBooking(
  sealer: Sealer,
  orderNo: string,
  { body, ...clear }: { version: string; storedAt: string; body: object },
): string {
  const sealed = sealDeflated(sealer, [orderNo, 'booking', clear.version, clear.storedAt], body);
  return JSON.stringify({ ...clear, sealed } satisfies StoredBooking);
}

/** What of a stored booking needs no key. */
export function readStoredBooking(text: string): StoredBooking {
  return JSON.parse(text) as StoredBooking;
}

export function decodeBooking(
  sealer: Sealer,
  orderNo: string,
  text: string | null,
): BookingReading {
  if (text === null) return { kind: 'none' };
  const { version, storedAt, sealed } = readStoredBooking(text);
  const { sealer: noting, missingKeys } = noteMissingKeys(sealer);
  const body = openDeflated(noting, [orderNo, 'booking', version, storedAt], sealed);
  if (body !== undefined) return { kind: 'booking', version, storedAt, body };
  const [missingKey] = missingKeys;
  return { kind: 'unreadable', version, ...(missingKey === undefined ? {} : { missingKey }) };
}
