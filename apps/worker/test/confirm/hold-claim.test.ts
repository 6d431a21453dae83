import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { claimLeaseMs, type AdvanceOutcome } from '@ticketpost/ledger';
import { holdClaim, type HeldClaim } from '../../src/confirm/hold-claim.ts';
import { startStopwatch } from '../../src/confirm/stopwatch.ts';

const claim = { orderNo: 'A', ticketSetId: 'a'.repeat(64), token: 't' };
const stale = claimLeaseMs * 0.6;
const lapsed = claimLeaseMs * 2;

/** The ledger's answers to renewals. */
let renew: jest.Mock<() => Promise<AdvanceOutcome>>;

beforeEach(() => {
  jest.useFakeTimers();
  renew = jest.fn(() => Promise.resolve('done' as const));
});
afterEach(() => {
  jest.useRealTimers();
});

/** The clock goes on while the process stands still: no timer fires in between. */
function sleepFor(ms: number): void {
  jest.setSystemTime(Date.now() + ms);
}

async function hold<T>(work: (held: HeldClaim) => Promise<T>): Promise<T> {
  return await holdClaim({ renew, claim, sinceClaimed: startStopwatch(), work });
}

describe('a claim', () => {
  test('just taken is not surely ours once the ledger says that it is lost', async () => {
    renew.mockResolvedValue('lost');
    expect(await hold((held) => held.isSurelyOurs())).toBe(false);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('READONLY'))],
    ['keeps us waiting', () => new Promise<never>(() => undefined)],
  ])('that was advanced just now is surely ours when the ledger %s', async (_row, answer) => {
    renew.mockImplementation(answer);
    const isOurs = await hold(async (held) => {
      sleepFor(stale);
      await held.advance(() => Promise.resolve('done'));
      const asked = held.isSurelyOurs();
      await jest.advanceTimersByTimeAsync(600);
      return await asked;
    });
    expect(isOurs).toBe(true);
  });

  test.each<[string, AdvanceOutcome, boolean]>([
    ['when the ledger says so', 'done', true],
    ['not when the ledger says that it is lost', 'lost', false],
  ])('that the worker slept over is surely ours %s', async (_row, answer, expected) => {
    renew.mockResolvedValue(answer);
    const isOurs = await hold((held) => {
      sleepFor(stale);
      return held.isSurelyOurs();
    });
    expect(isOurs).toBe(expected);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  test('is not surely ours when the ledger fails', async () => {
    renew.mockRejectedValue(new Error('READONLY'));
    const isOurs = await hold((held) => {
      sleepFor(stale);
      return held.isSurelyOurs();
    });
    expect(isOurs).toBe(false);
  });

  test('is not surely ours when the ledger keeps us waiting', async () => {
    renew.mockReturnValue(new Promise(() => undefined));
    const isOurs = await hold(async (held) => {
      sleepFor(stale);
      const answer = held.isSurelyOurs();
      await jest.advanceTimersByTimeAsync(5000);
      return await answer;
    });
    expect(isOurs).toBe(false);
  });

  test('is not surely ours when the worker slept over the answer', async () => {
    renew.mockImplementation(() => {
      sleepFor(lapsed);
      return Promise.resolve('done');
    });
    const isOurs = await hold((held) => {
      sleepFor(stale);
      return held.isSurelyOurs();
    });
    expect(isOurs).toBe(false);
  });

  test('is lost once a renewal says so, and is renewed no more', async () => {
    await hold(async (held) => {
      renew.mockResolvedValue('lost');
      await jest.advanceTimersByTimeAsync(claimLeaseMs / 4);
      expect(held.lost.aborted).toBe(true);
      expect(await held.isSurelyOurs()).toBe(false);
      await jest.advanceTimersByTimeAsync(claimLeaseMs);
      expect(renew).toHaveBeenCalledTimes(1);
    });
  });

  test('is held as long as the work takes, although a renewal fails', async () => {
    await hold(async (held) => {
      renew.mockRejectedValueOnce(new Error('LOADING'));
      await jest.advanceTimersByTimeAsync(claimLeaseMs * 3);
      expect(held.lost.aborted).toBe(false);
    });
    expect(renew).toHaveBeenCalledTimes(12);
    await jest.advanceTimersByTimeAsync(claimLeaseMs);
    expect(renew).toHaveBeenCalledTimes(12);
  });
});
