import type { Keyring, Opening } from './keyring.ts';

/** Why a delivery could not be read; also the name of its job. */
export type QuarantineReason = 'malformed_json' | 'invalid_event';

/** What a job of the `quarantine` queue carries. Only the body is sealed. */
export interface QuarantinedDelivery {
  v: 1;
  deliveryId: string;
  /** RFC 3339 in UTC, with milliseconds. */
  receivedAt: string;
  reason: QuarantineReason;
  /** JSON pointers and what is wrong there, without values. */
  problems: readonly { pointer: string; message: string }[];
  /** What the webhook came with, sealed by itself (`sealReceipt`). */
  receipt?: string;
  /** The body's bytes as they came, sealed. */
  payload: string;
}

/** Seals a body that could not be read, byte by byte as it came. */
export function sealQuarantinedDelivery(
  keyring: Keyring,
  fields: Omit<QuarantinedDelivery, 'v' | 'payload'>,
  body: Buffer,
): QuarantinedDelivery {
  const clear = { v: 1, ...fields } as const;
  return { ...clear, payload: keyring.seal(body, contextOfQuarantined(clear)) };
}

/** The bytes of a quarantined body. */
export function openQuarantinedDelivery(keyring: Keyring, delivery: QuarantinedDelivery): Opening {
  return keyring.open(delivery.payload, contextOfQuarantined(delivery));
}

/** Where a quarantined body opens: beside these fields alone. */
export function contextOfQuarantined({
  v,
  deliveryId,
  receivedAt,
  reason,
}: Omit<QuarantinedDelivery, 'payload'>): string {
  return JSON.stringify(['quarantine', v, deliveryId, receivedAt, reason]);
}
