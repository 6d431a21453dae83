import { describe, expect, test } from '@jest/globals';
import { createKeyring } from '@ticketpost/queue';
import fc from 'fast-check';

const keyOf = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const keyring = createKeyring([keyOf('k1', 1), keyOf('k2', 2)]);
const nonceOf = (sealed: string) =>
  Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url')
    .subarray(0, 12)
    .toString('hex');

const contents = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const contexts = fc.string({ maxLength: 60, unit: 'binary' });

describe('whatever is sealed', () => {
  test('opens to the same bytes in its context', () => {
    fc.assert(
      fc.property(contents, contexts, (content, context) => {
        expect(keyring.open(keyring.seal(content, context), context)).toEqual({
          kind: 'opened',
          plaintext: content,
        });
      }),
    );
  });

  test('opens in no other context', () => {
    fc.assert(
      fc.property(contents, contexts, contexts, (content, context, other) => {
        fc.pre(Buffer.compare(Buffer.from(context), Buffer.from(other)) !== 0);
        expect(keyring.open(keyring.seal(content, context), other)).toEqual({ kind: 'damaged' });
      }),
    );
  });

  test('opens with no bit of it turned', () => {
    fc.assert(
      fc.property(contents, contexts, fc.nat(), (content, context, place) => {
        const sealed = keyring.seal(content, context);
        const bytes = Buffer.from(sealed.slice('k1.'.length), 'base64url');
        const bit = place % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(keyring.open(`k1.${bytes.toString('base64url')}`, context)).toEqual({
          kind: 'damaged',
        });
      }),
    );
  });

  test('opens with no byte of it cut off or added', () => {
    fc.assert(
      fc.property(
        contents,
        contexts,
        fc.integer({ min: 1, max: 40 }),
        (content, context, count) => {
          const bytes = Buffer.from(
            keyring.seal(content, context).slice('k1.'.length),
            'base64url',
          );
          for (const other of [
            bytes.subarray(0, -count),
            bytes.subarray(count),
            Buffer.concat([bytes, Buffer.alloc(count)]),
          ]) {
            expect(keyring.open(`k1.${other.toString('base64url')}`, context)).toEqual({
              kind: 'damaged',
            });
          }
        },
      ),
    );
  });

  test('does not open under the name of another key', () => {
    fc.assert(
      fc.property(contents, contexts, (content, context) => {
        const sealed = keyring.seal(content, context).replace(/^k1/, 'k2');
        expect(keyring.open(sealed, context)).toEqual({ kind: 'damaged' });
      }),
    );
  });

  test('has a nonce of its own, over keyrings of one key and however many values', () => {
    const rings = [keyring, createKeyring([keyOf('k1', 1)]), createKeyring([keyOf('k1', 1)])];
    const nonces = new Set<string>();
    const count = 20_000;
    for (let n = 0; n < count; n += 1) {
      for (const ring of rings) nonces.add(nonceOf(ring.seal('the same', 'everywhere')));
    }
    expect(nonces.size).toBe(count * rings.length);
  });
});

test('whatever text is opened, no answer but the three comes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), contexts, (text, context) => {
      expect(['opened', 'unknown_key', 'damaged']).toContain(keyring.open(text, context).kind);
    }),
  );
});
