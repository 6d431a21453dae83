import { isSameText } from '../http/is-same-text.ts';
import type { SessionRecord } from './session-record.ts';

export interface SessionTimes {
  /** Unused for so long, a session is over. */
  idleTimeoutMs: number;
  /** After that it is over in any case. */
  timeoutMs: number;
  /** A session that is used gets a new secret that often. */
  rotateEveryMs: number;
  /** The secret before is good for that long once the new one has come back. */
  overlapMs: number;
}

export type SecretJudgement =
  /** `change`: what is to be written down of it. */
  | { kind: 'good'; change: 'none' | 'seen' | 'rotate' }
  | { kind: 'unknown' }
  /** It was replaced, and the new one is in use: two have the cookie, and one of them took it. */
  | { kind: 'used_again' };

/**
 * What a secret that came in a cookie is worth. Until the new one has come back, nobody knows whether
 * the browser got it (an answer may be lost, others are under way), so the one before stays good.
 */
export function judgeSecret(
  record: SessionRecord,
  hashed: string,
  { at, isUse, ...times }: SessionTimes & { at: number; isUse: boolean },
): SecretJudgement {
  const age = at - record.rotatedAt;
  if (isSameText(hashed, record.current)) {
    if (isUse && age >= times.rotateEveryMs) return { kind: 'good', change: 'rotate' };
    return { kind: 'good', change: record.seenAt === 0 ? 'seen' : 'none' };
  }
  if (record.previous === '' || !isSameText(hashed, record.previous)) return { kind: 'unknown' };
  if (record.seenAt === 0) {
    const isLost = isUse && age >= times.overlapMs;
    return { kind: 'good', change: isLost ? 'rotate' : 'none' };
  }
  return at - record.seenAt < times.overlapMs
    ? { kind: 'good', change: 'none' }
    : { kind: 'used_again' };
}

/** When a session is over if nobody uses it any more. */
export function endOf(
  { beganAt, usedAt }: Pick<SessionRecord, 'beganAt' | 'usedAt'>,
  { idleTimeoutMs, timeoutMs }: SessionTimes,
): number {
  return Math.min(beganAt + timeoutMs, usedAt + idleTimeoutMs);
}
