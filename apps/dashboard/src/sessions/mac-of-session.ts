import { keyedHash } from '../http/keyed-hash.ts';
import type { SessionRecord } from './session-record.ts';

/**
 * Vouches for all that a session says and for the id that it stands under, so that who may write to
 * Redis cannot give a session another name, role, end or secret. What Redis once held of the very same
 * session stays good until the session's absolute end.
 */
export function macOfSession(key: Buffer, id: string, record: SessionRecord): string {
  const { name, role, by, fingerprint, beganAt, usedAt } = record;
  const { current, previous, rotatedAt, seenAt } = record;
  const times = [beganAt, usedAt, rotatedAt, seenAt].map(String);
  return keyedHash(key, id, name, role, by, fingerprint, current, previous, ...times);
}
