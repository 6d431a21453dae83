import { describe, expect, test } from '@jest/globals';
import { judgeMemory } from '../../src/fuzz/judge/judge-memory.ts';

describe('memory', () => {
  const grow = (seconds: number, at: (share: number) => { residentMb?: number; heapMb?: number }) =>
    Array.from({ length: 61 }, (_, index) => ({
      ...{ name: 'ingest-1', atMs: (index / 60) * seconds * 1000 },
      ...{ residentMb: 120, heapMb: 40, ...at(index / 60) },
    }));

  test.each<[string, number, Parameters<typeof grow>[1], number]>([
    ['that stays', 300, () => ({}), 0],
    [
      'that grows while it warms up',
      300,
      (share) => ({ residentMb: share < 0.3 ? 60 + 200 * share : 120 }),
      0,
    ],
    [
      'that is resident and goes on growing',
      300,
      (share) => ({ residentMb: 100 + 300 * share }),
      1,
    ],
    ['of a heap that goes on growing', 300, (share) => ({ heapMb: 40 + 100 * share }), 1],
    [
      'of a heap that is collected now and then',
      300,
      (share) => ({ heapMb: 40 + 200 * ((share * 6) % 1) }),
      0,
    ],
    ['that grows within a short run', 20, (share) => ({ residentMb: 60 + 100 * share }), 0],
    ['that is too much at once', 20, (share) => ({ residentMb: share === 0.5 ? 600 : 100 }), 1],
  ])('%s', (_what, seconds, at, breaches) => {
    expect(judgeMemory(grow(seconds, at))).toHaveLength(breaches);
  });
});
