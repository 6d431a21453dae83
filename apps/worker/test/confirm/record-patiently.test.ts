import { describe, expect, test } from '@jest/globals';
import { createLogger } from '@ticketpost/runtime';
import { isRedisRefusal } from '../../src/is-redis-refusal.ts';
import { recordPatiently } from '../../src/confirm/record-patiently.ts';

const logger = createLogger({ app: 'test', level: 'silent' });

function replyError(message: string): Error {
  const error = new Error(message);
  error.name = 'ReplyError';
  return error;
}

describe('Redis refuses', () => {
  test.each([
    ["OOM command not allowed when used memory > 'maxmemory'.", true],
    ["READONLY You can't write against a read only replica.", true],
    ['MISCONF Redis is configured to save RDB snapshots', true],
    ['LOADING Redis is loading the dataset in memory', true],
    ['ERR Error running script (call to f_1): @user_script:9: -OOM command not allowed', true],
    ['ERR unknown command', false],
    ['WRONGTYPE Operation against a key holding the wrong kind of value', false],
    ['ERR the word BOOM in a script', false],
  ])('%s: %p', (message, isRefusal) => {
    expect(isRedisRefusal(replyError(message))).toBe(isRefusal);
  });

  test.each([[new Error('OOM out of our own memory')], [undefined], ['OOM text']])(
    'is not said of %p',
    (error) => {
      expect(isRedisRefusal(error)).toBe(false);
    },
  );
});

describe('recording patiently', () => {
  /** Fails the first times. */
  function failing(times: number, error: Error) {
    const calls = { count: 0 };
    const record = () => {
      calls.count += 1;
      return calls.count <= times ? Promise.reject(error) : Promise.resolve();
    };
    return { calls, record };
  }
  const refusal = replyError('OOM command not allowed');

  test('asks again until Redis writes', async () => {
    const { calls, record } = failing(2, refusal);
    await recordPatiently(record, { logger, patienceMs: 60_000 });
    expect(calls.count).toBe(3);
  });

  test('ends with what Redis said last', async () => {
    const { calls, record } = failing(Infinity, refusal);
    await expect(recordPatiently(record, { logger, patienceMs: 50 })).rejects.toBe(refusal);
    expect(calls.count).toBe(1);
  });

  test('does not ask again after another error', async () => {
    const bug = new TypeError('a bug');
    const { calls, record } = failing(1, bug);
    await expect(recordPatiently(record, { logger, patienceMs: 60_000 })).rejects.toBe(bug);
    expect(calls.count).toBe(1);
  });
});
