import { expect, test } from '@jest/globals';
import { judgeFreeBytes } from '../src/check-journal.ts';
import { splitProblem } from '../src/configuration/split-problem.ts';
import { parseTags } from '../src/dns/parse-tags.ts';
import { judgeLookupStatus } from '../src/http/check-lookup.ts';
import { judgeSupplierAnswer } from '../src/http/check-supplier.ts';
import { toOneLine } from '../src/smtp/to-one-line.ts';

test.each([
  [
    'MAIL_FROM must be one mailbox. Example: MAIL_FROM=a@example.com',
    { finding: 'MAIL_FROM must be one mailbox', remedy: 'Example: MAIL_FROM=a@example.com' },
  ],
  [
    'TEMPLATE_DIR: html.hbs, line 3: ends too soon.',
    { finding: 'TEMPLATE_DIR: html.hbs, line 3: ends too soon' },
  ],
  ['a 0.1.2 of something', { finding: 'a 0.1.2 of something' }],
])('%s', (problem, expected) => {
  expect(splitProblem(problem)).toEqual(expected);
});

test('words of a server fit into a sentence, without mailboxes', () => {
  expect(toOneLine('550-5.1.1 <a.b@example.com>:\r\n550 no such user\r\n')).toBe(
    '550-5.1.1 <…>: 550 no such user',
  );
});

test('tags are read whatever their blanks and case', () => {
  expect([...parseTags(' V = DKIM1 ;; p=a b ; p=c; nonsense; t= ')]).toEqual([
    ['v', 'DKIM1'],
    ['p', 'a b'],
    ['t', ''],
  ]);
});

test.each([
  [404, 'ok'],
  [204, 'ok'],
  [410, 'ok'],
  [200, 'warning'],
  [401, 'failed'],
  [403, 'failed'],
  [302, 'failed'],
  [500, 'failed'],
  [undefined, 'failed'],
])('a booking lookup that answers %s', (status, expected) => {
  expect(judgeLookupStatus(status).status).toBe(expected);
});

test.each([
  [{ kind: 'page', orders: [], hasMore: false }, 'ok'],
  [{ kind: 'throttled', retryAfterMs: 1000 }, 'warning'],
  [{ kind: 'unavailable', code: 'timeout', retryAfterMs: 1000 }, 'failed'],
  [{ kind: 'refused', code: 'authentication' }, 'failed'],
  [{ kind: 'refused', code: 'http_4xx' }, 'failed'],
  [{ kind: 'unreadable', problems: [] }, 'failed'],
] as const)('a supplier that answers %j', (outcome, status) => {
  expect(judgeSupplierAnswer(outcome)).toMatchObject({ name: 'supplier.login', status });
});

test.each([
  [1024 ** 4, 'ok'],
  [1024 ** 3, 'ok'],
  [1024 ** 3 - 1, 'warning'],
  [64 * 1024 ** 2, 'warning'],
  [1, 'failed'],
])('a disk with %i bytes left', (bytes, status) => {
  expect(judgeFreeBytes(bytes).status).toBe(status);
});
