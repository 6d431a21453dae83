import { describe, expect, test } from '@jest/globals';
import { defaultRetryDelaysMs, planRetry } from '@ticketpost/queue';

describe('the retry schedule', () => {
  const delaysMs = [1000, 5000];
  test.each([
    ['waits the first delay after the first attempt', 1, 0, { kind: 'retry', delayMs: 1000 }],
    ['waits the second delay after the second', 2, 0, { kind: 'retry', delayMs: 5000 }],
    ['gives up when the delays are used up', 3, 0, { kind: 'give_up' }],
    ['adds up to a fifth by chance', 2, 0.5, { kind: 'retry', delayMs: 5500 }],
  ])('%s', (_row, attempt, chance, plan) => {
    expect(planRetry({ attempt, delaysMs, random: () => chance })).toEqual(plan);
  });

  test('holds on for more than a day by default', () => {
    const totalMs = defaultRetryDelaysMs.reduce((sum, delay) => sum + delay, 0);
    expect(totalMs).toBeGreaterThan(24 * 60 * 60 * 1000);
  });

  test('never waits less than before', () => {
    expect(defaultRetryDelaysMs.toSorted((one, other) => one - other)).toEqual(
      defaultRetryDelaysMs,
    );
  });
});
