import { describe, expect, test } from '@jest/globals';
import { createKeyring, createKeyringFromList, payloadKeysVariable } from '@ticketpost/queue';
import { readEnvironment } from '@ticketpost/runtime';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const read = (text: string) =>
  readEnvironment({ payloadKeys: payloadKeysVariable }, { PAYLOAD_KEYS: text }, () => {
    throw new Error('no file is named');
  });

describe('PAYLOAD_KEYS', () => {
  test('becomes a keyring that seals with the first', () => {
    const reading = read(`k2:${key(2)}, k1:${key(1)}`);
    if (reading.kind === 'invalid') throw new Error(reading.problems.join());
    expect(createKeyringFromList(reading.config.payloadKeys).seal('x', 'c')).toMatch(/^k2\./);
  });

  test.each([
    ['an id that came before', `k1:${key(2)},k1:${key(1)}`],
    ['an entry that came before', `k1:${key(1)},k1:${key(1)}`],
    ['no id', `k1:${key(1)},:${key(2)}`],
    ['a key that is too short', `k1:${key(1)},k2:c2hvcnQ=`],
    ['an empty entry', `k1:${key(1)},`],
  ])('with %s is refused, and the entry named', (_what, text) => {
    expect(read(text)).toEqual({
      kind: 'invalid',
      problems: [expect.stringMatching(/^PAYLOAD_KEYS, entry 2, must be /)],
    });
  });
});

test('a keyring of two keys with one id is not made', () => {
  const entry = { id: 'k1', key: Buffer.alloc(32, 1) };
  expect(() => createKeyring([entry, { ...entry, key: Buffer.alloc(32, 2) }])).toThrow(RangeError);
});
