import { createDecipheriv } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/**
 * What stands in every sealed value of a text, whatever its context: the cipher of AES-GCM is that
 * of AES-CTR whose counter begins at 2 (NIST SP 800-38D, 7.1), and the tag is not asked.
 */
export function openSealed(text: string, { keyId, key }: { keyId: string; key: Buffer }): string[] {
  return [...text.matchAll(new RegExp(`${keyId}\\.([A-Za-z0-9_-]{40,})`, 'g'))].map(
    ([, value = '']) => {
      const bytes = Buffer.from(value, 'base64url');
      const counter = Buffer.concat([bytes.subarray(0, nonceLength), Buffer.from([0, 0, 0, 2])]);
      const decipher = createDecipheriv('aes-256-ctr', key, counter);
      return decipher.update(bytes.subarray(nonceLength, -tagLength)).toString('utf8');
    },
  );
}
