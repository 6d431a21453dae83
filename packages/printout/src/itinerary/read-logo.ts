import { inflateSync } from 'node:zlib';
import type { Brand } from '@ticketpost/email';
import PDFDocument from 'pdfkit';

/** An image that a PDF can hold, at the size at which it is drawn (points). */
export interface Logo {
  content: Buffer;
  width: number;
  height: number;
}

const maxWidth = 200;
const maxHeight = 44;
const pointsPerPixel = 0.75;
const defaultWidthPixels = 160;
/** What decoding one may cost in memory is four times this, in bytes. */
const maxPixels = 4_000_000;

/**
 * The brand's logo, if it is inside the mail and a PNG or a JPEG. Undefined as well for one that
 * cannot be read to its end: the brand's name stands in its place.
 */
export function readLogo({ logo, logoWidth }: Brand): Logo | undefined {
  if (logo?.kind !== 'inline' || logo.contentType === 'image/gif') return undefined;
  const size = readSize(logo.content);
  if (size === undefined) return undefined;
  const wanted = (logoWidth ?? defaultWidthPixels) * pointsPerPixel;
  const scale = Math.min(Math.min(wanted, maxWidth) / size.width, maxHeight / size.height);
  return { content: logo.content, width: size.width * scale, height: size.height * scale };
}

function readSize(content: Buffer) {
  try {
    // Pixels are unpacked later and out of reach of a try: a broken image would end the process.
    if (isPng(content)) inflateSync(joinPixelChunks(content), { maxOutputLength: 4 * maxPixels });
    const document = new PDFDocument({ autoFirstPage: false });
    const { width, height } = document.openImage(content);
    return width > 0 && height > 0 && width * height <= maxPixels ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

function isPng(content: Buffer): boolean {
  return content.subarray(1, 4).toString('latin1') === 'PNG';
}

/** What the chunks that are called IDAT hold, one after the other (PNG, 5.3). */
function joinPixelChunks(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let offset = 8; offset + 12 <= png.length;) {
    const length = png.readUInt32BE(offset);
    const data = png.subarray(offset + 8, offset + 8 + length);
    if (png.toString('latin1', offset + 4, offset + 8) === 'IDAT') parts.push(data);
    offset += length + 12;
  }
  return Buffer.concat(parts);
}
