import type { Envelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';

export type EnvelopeOpening =
  | { kind: 'opened'; payload: unknown }
  | { kind: 'unknown_key'; keyId: string }
  | { kind: 'damaged' };

/** The envelope of one delivery. Its clear fields are authenticated with the sealed payload. */
export function sealEnvelope(
  keyring: Keyring,
  fields: Omit<Envelope, 'v' | 'payload'>,
  payload: unknown,
): Envelope {
  const clear = { v: 1, ...fields } as const;
  return { ...clear, payload: keyring.seal(JSON.stringify(payload), contextOfEnvelope(clear)) };
}

/** The payload of an envelope; `damaged` when payload or clear fields were altered. */
export function openEnvelope(keyring: Keyring, envelope: Envelope): EnvelopeOpening {
  const opening = keyring.open(envelope.payload, contextOfEnvelope(envelope));
  if (opening.kind !== 'opened') return opening;
  return { kind: 'opened', payload: JSON.parse(opening.plaintext.toString('utf8')) as unknown };
}

/** Where an envelope's payload opens: beside these fields alone. */
export function contextOfEnvelope(clear: Omit<Envelope, 'payload'>): string {
  const { v, deliveryId, receivedAt, type, orderNo, origin } = clear;
  const parts = ['envelope', v, deliveryId, receivedAt, type, orderNo ?? null];
  return JSON.stringify(origin === undefined ? parts : [...parts, origin]);
}
