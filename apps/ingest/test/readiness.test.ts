import { expect, test } from '@jest/globals';
import { measureOldestAgeMs } from '../src/journal-metrics.ts';
import { checkRedisBesideJournal, judgeJournal } from '../src/readiness.ts';

const empty = { isUsable: true, entries: 0, setAside: 0 };

test.each([
  ['ok when it is empty', empty, 'ok'],
  ['a warning while entries wait', { ...empty, entries: 1 }, 'warning'],
  ['a warning while damaged ones are kept', { ...empty, setAside: 1 }, 'warning'],
  ['a warning when it cannot be written', { ...empty, isUsable: false, reason: 'full' }, 'warning'],
])('the journal is %s', (_what, journal, status) => {
  expect(judgeJournal(journal)).toMatchObject({
    entries: journal.entries,
    setAside: journal.setAside,
    status,
  });
});

test.each([
  ['ok', 'answers', false, true, 'ok'],
  ['a warning, with a journal that can be written,', 'rejects', true, true, 'warning'],
  ['failed, with a journal that cannot,', 'rejects', true, false, 'failed'],
  ['a warning, with a breaker still open,', 'answers', true, true, 'warning'],
] as const)('Redis is %s when its own check %s', async (_what, own, isOpen, isUsable, status) => {
  const outcome = await checkRedisBesideJournal({
    checkRedis: () =>
      own === 'answers' ? Promise.resolve({ status: 'ok' }) : Promise.reject(new Error('down')),
    isBreakerOpen: () => isOpen,
    isJournalUsable: () => isUsable,
  }).catch(() => ({ status: 'failed' }));
  expect(outcome.status).toBe(status);
});

test('an entry is never of a negative age, whatever the clock did', () => {
  expect(measureOldestAgeMs(empty)).toBeUndefined();
  expect(measureOldestAgeMs({ ...empty, oldestReceivedAt: '2999-01-01T00:00:00.000Z' })).toBe(0);
});
