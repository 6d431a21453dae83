import { describe, expect, test } from '@jest/globals';
import { createChangingKeyring } from '@ticketpost/queue';

const entryOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const k1 = entryOf('k1', 1);
const k2 = entryOf('k2', 2);

describe('a keyring that changes', () => {
  test('seals with the new first key from then on, and opens with all of them', () => {
    const keyring = createChangingKeyring([k1]);
    const before = keyring.seal('Zhang', 'c');
    expect(keyring.change([k2, k1])).toEqual({ kind: 'changed' });
    expect(keyring.keyIds()).toEqual(['k2', 'k1']);
    expect(keyring.seal('Zhang', 'c')).toMatch(/^k2\./);
    expect(keyring.open(before, 'c')).toMatchObject({ kind: 'opened' });
    expect(keyring.blind('QWERTY')).toHaveLength(2);
  });

  test('names a key that went', () => {
    const keyring = createChangingKeyring([k2, k1]);
    const sealed = createChangingKeyring([k1]).seal('x', 'c');
    keyring.change([k2]);
    expect(keyring.open(sealed, 'c')).toEqual({ kind: 'unknown_key', keyId: 'k1' });
  });

  test('refuses another key under a known id, and stays as it was', () => {
    const keyring = createChangingKeyring([k1]);
    const sealed = keyring.seal('x', 'c');
    const change = keyring.change([k2, entryOf('k1', 9)]);
    expect(change).toEqual({
      kind: 'refused',
      problem: expect.stringContaining('the key "k1" is not the one that was known by this id'),
    });
    expect(keyring.keyIds()).toEqual(['k1']);
    expect(keyring.open(sealed, 'c')).toMatchObject({ kind: 'opened' });
  });

  test('tells since when its first key seals', () => {
    let now = 1000;
    const keyring = createChangingKeyring([k1], { now: () => now });
    now = 2000;
    keyring.change([k1, k2]);
    expect(keyring.sealsSinceMs()).toBe(1000);
    keyring.change([k2, k1]);
    expect(keyring.sealsSinceMs()).toBe(2000);
  });

  test('tells of every use of a key', () => {
    const uses: string[] = [];
    const keyring = createChangingKeyring([k1], {
      observe: {
        sealed: (id) => uses.push(`sealed ${id}`),
        opened: (id) => uses.push(`opened ${id}`),
      },
    });
    const sealed = keyring.seal('x', 'c');
    keyring.change([k2, k1]);
    keyring.open(sealed, 'c');
    keyring.open(sealed, 'another context');
    keyring.seal('x', 'c');
    expect(uses).toEqual(['sealed k1', 'opened k1', 'sealed k2']);
  });
});
