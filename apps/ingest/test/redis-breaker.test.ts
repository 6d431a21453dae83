import { expect, test } from '@jest/globals';
import { createRedisBreaker } from '../src/redis-breaker.ts';

type Step = 'failure' | 'stored' | 'probed' | 'lost' | 'connected';

test.each<[string, Step[], boolean]>([
  ['closed at first', [], false],
  ['closed after two failures', ['failure', 'failure'], false],
  ['open after three failures in a row', ['failure', 'failure', 'failure'], true],
  [
    'closed while a delivery is stored now and then',
    ['failure', 'failure', 'stored', 'failure', 'failure'],
    false,
  ],
  ['open however much later fails', ['failure', 'failure', 'failure', 'failure'], true],
  ['closed by a probe', ['failure', 'failure', 'failure', 'probed'], false],
  ['closed by a delivery that was stored late', ['failure', 'failure', 'failure', 'stored'], false],
  ['open at once without a connection', ['lost'], true],
  ['closed again with the connection', ['lost', 'connected'], false],
  [
    'open after failures, whatever the connection did',
    ['failure', 'failure', 'failure', 'lost', 'connected'],
    true,
  ],
])('the breaker is %s', (_what, steps, isOpen) => {
  let isConnected = true;
  const changes: string[] = [];
  const breaker = createRedisBreaker({
    isConnected: () => isConnected,
    onChange: (state) => changes.push(state),
  });
  const take: Record<Step, () => void> = {
    failure: breaker.noteFailure,
    stored: breaker.noteStored,
    probed: breaker.close,
    lost: () => (isConnected = false),
    connected: () => (isConnected = true),
  };
  for (const step of steps) take[step]();
  expect(breaker.isOpen()).toBe(isOpen);
  // Each change is told once.
  expect(changes.filter((state, index) => state === changes[index - 1])).toEqual([]);
});
