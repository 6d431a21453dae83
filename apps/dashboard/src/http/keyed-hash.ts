import { createHmac, hkdfSync } from 'node:crypto';

/** A key for one purpose, made of a secret (RFC 5869), so that no two purposes share one. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `ticketpost dashboard ${purpose}`, 32));
}

/** What stands for some texts where they must not stand themselves (HMAC-SHA256, base64url). */
export function keyedHash(key: Buffer, ...texts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(texts)).digest('base64url');
}
