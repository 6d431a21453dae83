import { describe, expect, test } from '@jest/globals';
import { createKeyring, createKeyringFromList } from '@ticketpost/queue';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const older = key('older', 1);
const newer = key('newer', 2);

describe('a keyring', () => {
  test('opens what it sealed in the same context', () => {
    const keyring = createKeyring([newer]);
    const opening = keyring.open(keyring.seal('Zhang', 'context'), 'context');
    expect(opening).toEqual({ kind: 'opened', plaintext: Buffer.from('Zhang') });
  });

  test('keeps bytes that are no text', () => {
    const keyring = createKeyring([newer]);
    const bytes = Buffer.from([0, 255, 10, 128]);
    expect(keyring.open(keyring.seal(bytes, 'c'), 'c')).toEqual({
      kind: 'opened',
      plaintext: bytes,
    });
  });

  test('never seals the same text to the same value', () => {
    const keyring = createKeyring([newer]);
    expect(keyring.seal('Zhang', 'c')).not.toBe(keyring.seal('Zhang', 'c'));
  });

  test('shows nothing of the text', () => {
    const sealed = createKeyring([newer]).seal('passenger', 'c');
    const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
    expect(bytes.includes('passenger')).toBe(false);
    expect(sealed).not.toContain('passenger');
  });

  test('hashes blindly: the same text to the same value, by its first key first', () => {
    const rotating = createKeyring([newer, older]);
    const [before] = createKeyring([older]).blind('QWERTY');
    const [first, second, ...others] = rotating.blind('QWERTY');
    expect([first, second, ...others]).toEqual([expect.any(Buffer), before]);
    expect(createKeyring([newer]).blind('QWERTY')).toEqual([first]);
    expect(createKeyring([newer]).blind('QWERTZ')).not.toEqual([first]);
    expect(first).toHaveLength(32);
  });

  test('seals with its first key and opens with any', () => {
    const before = createKeyring([older]);
    const rotating = createKeyring([newer, older]);
    expect(rotating.seal('x', 'c')).toMatch(/^newer\./);
    expect(rotating.open(before.seal('x', 'c'), 'c')).toMatchObject({ kind: 'opened' });
  });

  test('names the key that it lacks', () => {
    const sealed = createKeyring([older]).seal('x', 'c');
    expect(createKeyring([newer]).open(sealed, 'c')).toEqual({
      kind: 'unknown_key',
      keyId: 'older',
    });
  });

  const sealed = createKeyring([newer]).seal('x', 'c');
  test.each([
    ['moved to another context', sealed, 'other context'],
    ['cut short', sealed.slice(0, 20), 'c'],
    ['of an altered tag', `${sealed.slice(0, -4)}AAAA`, 'c'],
    ['without a key id', sealed.slice(sealed.indexOf('.')), 'c'],
    ['that is no sealed value', 'hello', 'c'],
    ['that is empty', '', 'c'],
  ])('finds a value %s damaged', (_what, value, context) => {
    expect(createKeyring([newer]).open(value, context)).toEqual({ kind: 'damaged' });
  });

  test('finds a value damaged whose last byte was altered', () => {
    const bytes = Buffer.from(sealed.slice('newer.'.length), 'base64url');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    const altered = `newer.${bytes.toString('base64url')}`;
    expect(createKeyring([newer]).open(altered, 'c')).toEqual({ kind: 'damaged' });
  });
});

test('a list of the environment becomes a keyring', () => {
  const list = [`k2:${newer.key.toString('base64')}`, `k1:${older.key.toString('base64')}`];
  expect(createKeyringFromList(list).seal('x', 'c')).toMatch(/^k2\./);
});
