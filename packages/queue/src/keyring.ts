import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
  type KeyObject,
} from 'node:crypto';

/** A symmetric key of 32 bytes and the id under which sealed values name it. */
export interface PayloadKey {
  id: string;
  key: Buffer;
}

export type Opening =
  | { kind: 'opened'; plaintext: Buffer }
  /** Sealed with a key that this process does not have; it opens once the key is back. */
  | { kind: 'unknown_key'; keyId: string }
  /** Not a sealed value, altered since, or moved to another context. */
  | { kind: 'damaged' };

/** Seals with its first key and opens with any. `context` is authenticated, not stored. */
export interface Keyring {
  seal(plaintext: string | Buffer, context: string): string;
  open(sealed: string, context: string): Opening;
  /**
   * Keyed hashes of a text, for an index that nobody can read without a key: the first key's, by
   * which one writes, first; then those by which what was written before a rotation is found.
   * HMAC-SHA256 (RFC 2104) under keys that HKDF (RFC 5869) derives for this use alone.
   */
  blind(text: string): readonly [Buffer, ...Buffer[]];
}

const algorithm = 'aes-256-gcm';
/** As `PAYLOAD_KEYS` names them. */
const keyIdForm = /^[A-Za-z0-9_-]{1,32}$/;
const nonceLength = 12;
const tagLength = 16;

/**
 * A keyring of AES-256-GCM keys (NIST SP 800-38D). A sealed value is
 * `<key id>.<base64url of nonce, ciphertext and tag>`. Nonces are 96 random bits, so that any
 * number of processes may seal without talking to each other; the standard's limit for random
 * nonces is 2³² sealed values a key. Throws a RangeError when two keys share an id.
 */
export function createKeyring(keys: readonly [PayloadKey, ...PayloadKey[]]): Keyring {
  const [current] = keys;
  const takeNonce = createNonceSource();
  const blindingKey = deriveBlindingKey(current);
  const formerBlindingKeys = keys.slice(1).map(deriveBlindingKey);
  // Newer versions of Node copy a key of bytes anew at each use, which takes longer than to seal.
  const keysById = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]));
  const currentKey = createSecretKey(current.key);
  if (keysById.size < keys.length) throw new RangeError('two payload keys share an id');
  return {
    seal(plaintext, context) {
      const nonce = takeNonce();
      const cipher = createCipheriv(algorithm, currentKey, nonce);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(typeof plaintext === 'string' ? Buffer.from(plaintext) : plaintext),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      const dot = sealed.indexOf('.');
      const keyId = sealed.slice(0, Math.max(0, dot));
      // Whoever is told the id of a key may show it.
      if (!keyIdForm.test(keyId)) return { kind: 'damaged' };
      const key = keysById.get(keyId);
      if (key === undefined) return { kind: 'unknown_key', keyId };
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
      if (bytes.length < nonceLength + tagLength) return { kind: 'damaged' };
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      try {
        const plaintext = Buffer.concat([
          decipher.update(bytes.subarray(nonceLength, -tagLength)),
          decipher.final(),
        ]);
        return { kind: 'opened', plaintext };
      } catch {
        return { kind: 'damaged' };
      }
    },
    blind: (text) => [
      createHmac('sha256', blindingKey).update(text).digest(),
      ...formerBlindingKeys.map((key) => createHmac('sha256', key).update(text).digest()),
    ],
  };
}

function deriveBlindingKey({ key }: PayloadKey): KeyObject {
  const derived = hkdfSync('sha256', key, '', 'ticketpost look-up index', 32);
  return createSecretKey(Buffer.from(derived));
}

/** Draws nonces from random bytes that are fetched many at a time; none is ever given twice. */
function createNonceSource(): () => Buffer {
  const pool = Buffer.allocUnsafe(nonceLength * 512);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += nonceLength;
    return Buffer.from(pool.subarray(used - nonceLength, used));
  };
}
