import { createHash } from 'node:crypto';
import { inflateText } from '../src/deflate/deflate-text.ts';
import { dictionariesOf } from '../src/deflate/dictionaries.ts';

/** Reverses the text: enough to tell sealed from clear, and to tell contexts apart. */
const mirror = (text: string) => Array.from(text).reverse().join('');

export const mirrorSealer = {
  seal: (plaintext: Buffer, context: string) =>
    mirror(`${context}\n${plaintext.toString('latin1')}`),
  open: (sealed: string, context: string) => {
    const text = mirror(sealed);
    return text.startsWith(`${context}\n`)
      ? ({
          kind: 'opened',
          plaintext: Buffer.from(text.slice(context.length + 1), 'latin1'),
        } as const)
      : ({ kind: 'damaged' } as const);
  },
  blind: (text: string): readonly [Buffer, ...Buffer[]] => [
    createHash('sha256').update(text).digest(),
  ],
};

/** What was sealed, whatever its context. */
export function readMirrored(sealed: string): unknown {
  return JSON.parse(readMirroredBytes(sealed).toString());
}

/** The same of what was deflated before. */
export function readMirroredDeflated(sealed: string): unknown {
  const bytes = readMirroredBytes(sealed);
  const dictionary = dictionariesOf(bytes.readUInt8(0)).sealed;
  return JSON.parse(inflateText(bytes.subarray(1), dictionary));
}

function readMirroredBytes(sealed: string): Buffer {
  const text = mirror(sealed);
  return Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1');
}
