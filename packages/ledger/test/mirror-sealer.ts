import { createHash } from 'node:crypto';

/** Reverses the text: enough to tell sealed from clear, and to tell contexts apart. */
const mirror = (text: string) => Array.from(text).reverse().join('');

export const mirrorSealer = {
  seal: (plaintext: string, context: string) => mirror(`${context}\n${plaintext}`),
  open: (sealed: string, context: string) => {
    const text = mirror(sealed);
    return text.startsWith(`${context}\n`)
      ? ({ kind: 'opened', plaintext: Buffer.from(text.slice(context.length + 1)) } as const)
      : ({ kind: 'damaged' } as const);
  },
  blind: (text: string): readonly [Buffer, ...Buffer[]] => [
    createHash('sha256').update(text).digest(),
  ],
};

/** What was sealed, whatever its context. */
export function readMirrored(sealed: string): unknown {
  const text = mirror(sealed);
  return JSON.parse(text.slice(text.indexOf('\n') + 1));
}
