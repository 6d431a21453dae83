import type { FileHandle } from 'node:fs/promises';

export interface Line {
  /** Where it begins in the file. */
  readonly offset: number;
  /** Where the next one begins. */
  readonly end: number;
  /** Without its line break. */
  readonly bytes: Buffer;
}

const chunkBytes = 256 * 1024;
const lineBreak = 0x0a;

/**
 * Reads a file line by line from an offset on, with no more of it in memory than a chunk and a
 * line. What has no line break for `maxLineBytes` is cut into pieces of that size.
 */
export async function* readLines(
  handle: FileHandle,
  { from, maxLineBytes }: { from: number; maxLineBytes: number },
): AsyncGenerator<Line> {
  let offset = from;
  let position = from;
  let pending = Buffer.alloc(0);
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    pending = Buffer.concat([pending, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (;;) {
      const stop = pending.indexOf(lineBreak, start);
      if (stop === -1) break;
      const end = offset + stop + 1 - start;
      yield { offset, end, bytes: pending.subarray(start, stop) };
      offset = end;
      start = stop + 1;
    }
    pending = pending.subarray(start);
    if (pending.length > maxLineBytes) {
      yield { offset, end: position, bytes: pending };
      offset = position;
      pending = Buffer.alloc(0);
    }
  }
  if (pending.length > 0) yield { offset, end: position, bytes: pending };
}
