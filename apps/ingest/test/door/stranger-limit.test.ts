import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { createStrangerLimit } from '../../src/door/stranger-limit.ts';

const minuteMs = 60_000;
const from = (address: string | undefined, peer?: string) => ({ address, peer });
const v4 = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function measureKeptBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('the limit', () => {
  test('refuses what is over it, until the minute is over', () => {
    let at = 0;
    const admit = createStrangerLimit({ maxPerMinute: 2, now: () => at });
    const ask = () => admit(from('192.0.2.1'));
    expect([ask().kind, ask().kind]).toEqual(['admitted', 'admitted']);
    at = 20_000;
    expect(ask()).toEqual({ kind: 'refused', retryAfterSeconds: 40 });
    at = minuteMs - 1;
    expect(ask()).toEqual({ kind: 'refused', retryAfterSeconds: 1 });
    at = minuteMs;
    expect(ask().kind).toBe('admitted');
  });

  test('counts each network by itself, and who cannot be told by the peer', () => {
    const admit = createStrangerLimit({ maxPerMinute: 1, now: () => 0 });
    expect(admit(from('192.0.2.1')).kind).toBe('admitted');
    expect(admit(from('192.0.2.2')).kind).toBe('admitted');
    expect(admit(from(undefined, '192.0.2.1')).kind).toBe('refused');
    expect(admit(from(undefined)).kind).toBe('admitted');
    expect(admit(from(undefined)).kind).toBe('refused');
  });

  test('goes on refusing, however often it is asked', () => {
    const admit = createStrangerLimit({ maxPerMinute: 1, now: () => 0 });
    const kinds = new Set(Array.from({ length: 70_000 }, () => admit(from('192.0.2.1')).kind));
    expect([...kinds]).toEqual(['admitted', 'refused']);
    expect(admit(from('192.0.2.1')).kind).toBe('refused');
  });

  test('takes no more memory for a scan from 2^20 addresses, nor makes others suspects', () => {
    const admit = createStrangerLimit({ maxPerMinute: 60, now: () => 0 });
    const scan = (first: number, end: number) => {
      let refused = 0;
      for (let n = first; n < end; n += 1) if (admit(from(v4(n))).kind === 'refused') refused += 1;
      return refused;
    };
    scan(0, 2 ** 16);
    const before = measureKeptBytes();
    expect(scan(2 ** 16, 2 ** 20)).toBe(0);
    expect(measureKeptBytes() - before).toBeLessThan(8 * 2 ** 20);
    expect(admit(from('198.51.100.1')).kind).toBe('admitted');
  });
});
