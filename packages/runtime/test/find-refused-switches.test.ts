import { expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';

const read = (environment: Record<string, string>) => readEnvironment({}, environment, () => '');

test.each([
  [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'TLS_CA'],
  [{ NODE_OPTIONS: '--tls-min-v1.0' }, '--tls-min-v1.0'],
  [{ NODE_OPTIONS: '--max-old-space-size=64 --tls-min-v1.1' }, '--tls-min-v1.1'],
  [{ NODE_OPTIONS: '--insecure-http-parser' }, '--insecure-http-parser'],
  [{ NODE_OPTIONS: '--tls-cipher-list=DEFAULT@SECLEVEL=0' }, '--tls-cipher-list'],
])('%j turns a protection off, and is refused', (environment, word) => {
  expect(read(environment)).toEqual({
    kind: 'invalid',
    problems: [expect.stringContaining(word)],
  });
});

test.each<Record<string, string>>([
  {},
  { NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  { NODE_OPTIONS: '--max-old-space-size=64 --tls-min-v1.2 --tls-min-v1.3' },
])('%j is fine', (environment) => {
  expect(read(environment)).toMatchObject({ kind: 'valid' });
});

test('both are told at once', () => {
  const environment = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_OPTIONS: '--insecure-http-parser' };
  expect(read(environment)).toMatchObject({ problems: [expect.anything(), expect.anything()] });
});
