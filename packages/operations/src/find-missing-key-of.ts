import { openEnvelope, parseEnvelope, type DeadLetter, type Keyring } from '@ticketpost/queue';

/** Id of the key that sealed what a dead letter carries, when that is not at hand. */
export function findMissingKeyOf(
  keyring: Keyring,
  { data }: Pick<DeadLetter, 'data'>,
): string | undefined {
  const envelope = parseEnvelope(data);
  const opening = envelope && openEnvelope(keyring, envelope);
  return opening?.kind === 'unknown_key' ? opening.keyId : undefined;
}
