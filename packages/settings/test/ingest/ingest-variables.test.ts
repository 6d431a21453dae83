import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '@ticketpost/runtime';
import { ingestVariables } from '../../src/ingest/ingest-variables.ts';

const environment = { WEBHOOK_SECRETS: 'f3b0c44298fc1c149afbf4c8996fb924' };
const key = 'b2lS5nJx8vQ3Wd7pZr4TfM1y';
const payloadKey = 'k1:Zq8vN3xW0sLr5tYb7uHc2jKd9fMe4gPa1iOo6zXwQvE=';

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
  expect(JSON.stringify(reading)).not.toContain(key);
});

test('production refuses a development value of BOOKINGS_API_KEYS', () => {
  const keys = 'development-only-bookings-key';
  const secrets = { NODE_ENV: 'production', PAYLOAD_KEYS: payloadKey };
  expect(read(keys).kind).toBe('valid');
  expect(read(keys, secrets).kind).toBe('invalid');
  expect(read(key, secrets).kind).toBe('valid');
});

describe('production refuses', () => {
  const others = { WEBHOOK_SECRETS: environment.WEBHOOK_SECRETS, PAYLOAD_KEYS: payloadKey };
  const { webhookSecrets, payloadKeys } = ingestVariables;
  test.each([
    ['the printed example of WEBHOOK_SECRETS', { WEBHOOK_SECRETS: webhookSecrets.example }],
    ['it among others', { WEBHOOK_SECRETS: `${others.WEBHOOK_SECRETS},${webhookSecrets.example}` }],
    ['a placeholder', { WEBHOOK_SECRETS: 'changeme-changeme-changeme' }],
    ['a secret of one letter', { WEBHOOK_SECRETS: 'a'.repeat(64) }],
    ['a secret that counts', { WEBHOOK_SECRETS: '0123456789012345678901234567890123456789' }],
    ['a key of zeros', { PAYLOAD_KEYS: payloadKeys.example }],
    ['another key of zeros', { PAYLOAD_KEYS: `${payloadKey},k2:${'A'.repeat(43)}=` }],
    ['a key of one byte', { PAYLOAD_KEYS: `k9:${Buffer.alloc(32, 'x').toString('base64')}` }],
  ])('%s', (_what, wrong) => {
    const variables = { ...others, ...wrong };
    expect(readEnvironment(ingestVariables, variables, () => '')).toMatchObject({ kind: 'valid' });
    const reading = readEnvironment(
      ingestVariables,
      { ...variables, NODE_ENV: 'production' },
      () => '',
    );
    expect(reading).toMatchObject({ kind: 'invalid' });
    expect(reading).toHaveProperty('problems.length', 1);
  });
});
