import { expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { ingestVariables } from '../../src/ingest/ingest-variables.ts';

const environment = { WEBHOOK_SECRETS: 'a-secret-of-this-test' };
const key = 'k'.repeat(24);

function read(keys: string | undefined, more: Record<string, string> = {}) {
  const variables = { ...environment, ...more, BOOKINGS_API_KEYS: keys };
  return readEnvironment(ingestVariables, variables, () => '');
}

test.each([
  ['is off when absent', undefined, undefined],
  ['is off when empty', '', undefined],
  ['may be one key', key, [key]],
  ['may be several keys', `${key}, other_key-${key}`, [key, `other_key-${key}`]],
])('BOOKINGS_API_KEYS %s', (_what, keys, expected) => {
  expect(read(keys)).toMatchObject({ kind: 'valid', config: { bookingsApiKeys: expected } });
});

test.each([
  ['a key of 23 characters', 'k'.repeat(23)],
  ['a key with a blank', `${key} ${key}`],
  ['a short key among others', `${key},short`],
  ['the same key twice', `${key},${key}`],
])('BOOKINGS_API_KEYS may not be %s, and a problem does not repeat it', (_what, keys) => {
  const reading = read(keys);
  expect(reading.kind).toBe('invalid');
  expect(JSON.stringify(reading)).toContain('BOOKINGS_API_KEYS');
  expect(JSON.stringify(reading)).not.toContain('kkk');
});

test('production refuses a development value of BOOKINGS_API_KEYS', () => {
  const keys = 'development-only-bookings-key';
  const secrets = { NODE_ENV: 'production', PAYLOAD_KEYS: `k1:${'A'.repeat(43)}=` };
  expect(read(keys).kind).toBe('valid');
  expect(read(keys, secrets).kind).toBe('invalid');
  expect(read(key, secrets).kind).toBe('valid');
});
