/** Below it a secret can be guessed by trying (NIST SP 800-63B asks 64 bits of a look-up secret). */
export const leastBits = 64;

const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/] as const;
const classSizes = [26, 26, 10, 4] as const;
const patternLength = 3;

/**
 * The most bits of chance that a secret can hold: its characters that continue no pattern (the same
 * again, the next of a row, three that came before), times what one of the characters that it is made
 * of can tell. Words hold less, so this only ever finds the hopeless.
 */
export function estimateBits(secret: string): number {
  let free = 0;
  for (let at = 0; at < secret.length; at += 1) if (!isForeseeable(secret, at)) free += 1;
  return free * Math.log2(sizeOfAlphabet(secret));
}

function isForeseeable(secret: string, at: number): boolean {
  const start = at - patternLength + 1;
  if (start < 0) return false;
  const step = secret.charCodeAt(at) - secret.charCodeAt(at - 1);
  const stepBefore = secret.charCodeAt(at - 1) - secret.charCodeAt(at - 2);
  if (step === stepBefore && Math.abs(step) <= 1) return true;
  return secret.slice(0, at).includes(secret.slice(start, at + 1));
}

/** That of the kinds of characters in use, or twice as many as there are if that is less. */
function sizeOfAlphabet(secret: string): number {
  let size = 0;
  classes.forEach((kind, index) => {
    if (kind.test(secret)) size += classSizes[index] ?? 0;
  });
  return Math.max(1, Math.min(size, 2 * new Set(secret).size));
}
