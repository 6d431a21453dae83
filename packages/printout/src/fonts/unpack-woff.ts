import { inflateSync } from 'node:zlib';

const signature = 'wOFF';
const headerLength = 44;
const entryLength = 20;
const sfntHeaderLength = 12;
const sfntEntryLength = 16;

/**
 * Unpacks a font of the Web Open Font Format 1 (W3C) into the tables it is made of, as any program
 * reads them. The library that reads fonts would unpack the same table again for every glyph.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== signature) throw new Error('not a WOFF font');
  const count = woff.readUInt16BE(12);
  const directory = Buffer.alloc(sfntHeaderLength + sfntEntryLength * count);
  woff.copy(directory, 0, 4, 8);
  directory.writeUInt16BE(count, 4);

  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (let index = 0; index < count; index++) {
    const entry = headerLength + entryLength * index;
    const table = readTable(woff, entry);
    const target = sfntHeaderLength + sfntEntryLength * index;
    // Tag and checksum are the same in both.
    woff.copy(directory, target, entry, entry + 4);
    woff.copy(directory, target + 4, entry + 16, entry + 20);
    directory.writeUInt32BE(offset, target + 8);
    directory.writeUInt32BE(table.length, target + 12);
    // Every table starts at a multiple of four bytes.
    const padding = Buffer.alloc(-table.length & 3);
    parts.push(table, padding);
    offset += table.length + padding.length;
  }
  return Buffer.concat(parts);
}

/** A table is packed only where that made it smaller. */
function readTable(woff: Buffer, entry: number): Buffer {
  const start = woff.readUInt32BE(entry + 4);
  const packedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const packed = woff.subarray(start, start + packedLength);
  return packedLength < length ? inflateSync(packed) : packed;
}
