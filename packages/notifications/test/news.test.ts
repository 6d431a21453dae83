import { describe, expect, test } from '@jest/globals';
import { floorOf, takeNews } from '../src/news.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');
const overlapMs = 1000;
const timing = { nowMs, overlapMs };
const found = (...items: readonly (readonly [key: string, atMs: number])[]) => ({
  items: items.map(([key, atMs]) => ({ key, atMs })),
  total: items.length,
});
const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key);

describe('news', () => {
  test('is what was not told', () => {
    const first = takeNews(found(['b', nowMs - 10], ['a', nowMs - 20]), undefined, timing);
    expect(keysOf(first.items)).toEqual(['b', 'a']);
    const second = takeNews(
      found(['c', nowMs - 5], ['b', nowMs - 10], ['a', nowMs - 20]),
      first.memory,
      timing,
    );
    expect(keysOf(second.items)).toEqual(['c']);
  });

  test('is also what comes late, with an earlier time than others that were told', () => {
    const { memory } = takeNews(found(['b', nowMs - 10]), undefined, timing);
    const { items } = takeNews(found(['b', nowMs - 10], ['late', nowMs - 900]), memory, timing);
    expect(keysOf(items)).toEqual(['late']);
  });

  test('is nothing that is older than a day, whatever is remembered', () => {
    expect(floorOf(undefined, nowMs)).toBe(nowMs - 24 * 60 * 60_000);
    expect(floorOf({ floorMs: 5, told: {} }, nowMs)).toBe(nowMs - 24 * 60 * 60_000);
    expect(floorOf({ floorMs: nowMs - 5, told: {} }, nowMs)).toBe(nowMs - 5);
  });

  test('that is too much to read is counted, and what was not read is not looked at again', () => {
    const many = { ...found(['c', nowMs - 1], ['b', nowMs - 2]), total: 10 };
    const { items, more, memory } = takeNews(many, undefined, timing);
    expect([keysOf(items), more]).toEqual([['c', 'b'], 8]);
    expect(floorOf(memory, nowMs)).toBe(nowMs - 2);
    expect(takeNews(found(['c', nowMs - 1]), memory, timing).items).toEqual([]);
  });

  test('remembers no more than the overlap asks for', () => {
    const { memory } = takeNews(found(['new', nowMs], ['old', nowMs - 2000]), undefined, timing);
    expect(Object.keys(memory.told)).toHaveLength(1);
    expect(memory.floorMs).toBe(nowMs - overlapMs);
  });

  test('forgets nothing because a look found nothing', () => {
    const { memory } = takeNews(found(['a', nowMs - 10]), undefined, timing);
    const empty = takeNews(found(), memory, timing);
    expect(takeNews(found(['a', nowMs - 10]), empty.memory, timing).items).toEqual([]);
  });
});
