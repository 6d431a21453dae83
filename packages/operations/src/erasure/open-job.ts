import { openEnvelope, parseEnvelope, type Envelope, type Keyring } from '@ticketpost/queue';

/** What of a job's data could be read. */
export type OpenedJob =
  | { kind: 'opened'; envelope: Omit<Envelope, 'payload'>; payload: unknown }
  /** Sealed with a key that is not at hand. */
  | { kind: 'unknown_key'; envelope: Omit<Envelope, 'payload'>; keyId: string }
  /** Altered since it was sealed. */
  | { kind: 'damaged'; envelope: Omit<Envelope, 'payload'> }
  /** Of no form that this version knows. */
  | { kind: 'unreadable' };

export function openJob(
  keyring: Pick<Keyring, 'seal' | 'open' | 'blind'>,
  data: unknown,
): OpenedJob {
  const found = parseEnvelope(data);
  if (found === undefined) return { kind: 'unreadable' };
  const envelope: Partial<Envelope> & Omit<Envelope, 'payload'> = { ...found };
  delete envelope.payload;
  const opening = openEnvelope(keyring, found);
  return { ...opening, envelope };
}
