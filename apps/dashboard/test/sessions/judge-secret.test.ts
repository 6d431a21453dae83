import { describe, expect, test } from '@jest/globals';
import { endOf, judgeSecret } from '../../src/sessions/judge-secret.ts';
import { parseSessionRecord, type SessionRecord } from '../../src/sessions/session-record.ts';

const minuteMs = 60_000;
const times = {
  idleTimeoutMs: 30 * minuteMs,
  timeoutMs: 8 * 60 * minuteMs,
  rotateEveryMs: 10 * minuteMs,
  overlapMs: minuteMs,
};
const record: SessionRecord = {
  ...{ name: 'olga', role: 'operator', by: 'password', fingerprint: 'f' },
  ...{ beganAt: 0, usedAt: 0, current: 'new', previous: 'old', rotatedAt: 0, seenAt: 0 },
};

describe('the secret of a cookie', () => {
  test.each([
    // minutes since it was given out, whether it came back (and when), whether a person asks
    ['new', 1, 0, true, 'good', 'seen'],
    ['new', 1, 0, false, 'good', 'seen'],
    ['new', 5, 1, true, 'good', 'none'],
    ['new', 10, 1, true, 'good', 'rotate'],
    ['new', 10, 1, false, 'good', 'none'],
    ['old', 0.5, 0, true, 'good', 'none'],
    // The answer with the new one was lost: another one goes out.
    ['old', 2, 0, true, 'good', 'rotate'],
    ['old', 2, 0, false, 'good', 'none'],
    ['old', 2, 1.5, true, 'good', 'none'],
    ['old', 3, 1.5, true, 'used_again', undefined],
    ['other', 1, 0, true, 'unknown', undefined],
    ['', 1, 0, true, 'unknown', undefined],
  ] as const)('%s, after %d minutes, seen after %d, by a person: %s', (...row) => {
    const [hashed, minutes, seen, isUse, kind, change] = row;
    const judgement = judgeSecret({ ...record, seenAt: seen * minuteMs }, hashed, {
      ...times,
      at: minutes * minuteMs,
      isUse,
    });
    expect(judgement).toEqual(change === undefined ? { kind } : { kind, change });
  });

  test('is never an empty one of a session that had none before', () => {
    const first = { ...record, previous: '' };
    expect(judgeSecret(first, '', { ...times, at: 0, isUse: true })).toEqual({ kind: 'unknown' });
  });
});

test.each([
  ['half an hour after it was used', { beganAt: 0, usedAt: minuteMs }, 31],
  ['eight hours after it began', { beganAt: 0, usedAt: 479 * minuteMs }, 480],
])('a session ends %s', (_when, used, minutes) => {
  expect(endOf(used, times)).toBe(minutes * minuteMs);
});

describe('a session as Redis keeps it', () => {
  const fields = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, String(value)]),
  );

  test('is read as it was written', () => {
    expect(parseSessionRecord(fields)).toEqual(record);
  });

  test.each([...Object.keys(record)])('is none without %s', (name) => {
    const rest = Object.entries(fields).filter(([field]) => field !== name);
    expect(parseSessionRecord(Object.fromEntries(rest))).toBeUndefined();
  });

  test.each([
    ['role', 'admin'],
    ['by', 'letter'],
    ['beganAt', 'yesterday'],
  ])('is none with %s: %s', (name, value) => {
    expect(parseSessionRecord({ ...fields, [name]: value })).toBeUndefined();
  });
});
