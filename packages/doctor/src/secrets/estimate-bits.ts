/**
 * The most bits of chance that a secret can hold: its length times what one of the characters that
 * it is made of can tell. Words and patterns hold less, so this only ever finds the hopeless.
 */
export function estimateBits(secret: string): number {
  return secret.length * Math.log2(Math.max(1, new Set(secret).size));
}

/** Below it a secret can be guessed by trying (NIST SP 800-63B asks 64 bits of a look-up secret). */
export const leastBits = 64;
