import { expect, test } from '@jest/globals';
import { safeReturnPath } from '../../src/http/safe-return-path.ts';

test.each([
  ['/queues/', '/queues/'],
  ['/queues/queue/events?status=failed', '/queues/queue/events?status=failed'],
  ['/queues/#top', '/queues/'],
  ['/a/../queues/', '/queues/'],
  ['/login', '/'],
  ['/LOGIN?next=/x', '/'],
  ['/logout/', '/'],
  ['', '/'],
  ['queues/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/%2e//evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['@evil.example', '/'],
  [undefined, '/'],
  [['/queues/', '/queues/'], '/'],
])('after a login that came from %j one goes to %j', (from, to) => {
  expect(safeReturnPath(from)).toBe(to);
});
