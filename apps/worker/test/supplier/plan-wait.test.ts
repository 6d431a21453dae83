import { describe, expect, test } from '@jest/globals';
import { planLookupAgain, planOutageWait } from '../../src/supplier/plan-wait.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('a supplier that gives no answer', () => {
  test.each<[string, number, number, number]>([
    ['is not asked at once', 0, 0, 5 * second],
    ['is given the time it asks for', 0, 40 * second, 40 * second],
    ['is asked more seldom for a job that waits long', 4 * minute, second, minute],
    ['is asked every five minutes at least', 3 * day, 0, 5 * minute],
    ['is not given hours, whatever it asks for', 0, 10 * hour, 5 * minute],
  ])('%s', (_row, ageMs, retryAfterMs, expected) => {
    expect(planOutageWait({ ageMs, retryAfterMs, random: () => 0 })).toBe(expected);
  });
});

describe('a lookup that does not know the order yet', () => {
  test.each<[string, number, number | undefined]>([
    ['is asked again after a minute', 0, minute],
    ['is asked again after as long as it took so far', 20 * minute, 20 * minute],
    ['is asked four times a day in the end', 5 * day, 6 * hour],
    ['is given up after two weeks', 15 * day, undefined],
  ])('%s', (_row, ageMs, expected) => {
    expect(planLookupAgain({ ageMs, random: () => 0 })).toBe(expected);
  });
});
