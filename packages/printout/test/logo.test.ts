import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Brand } from '@ticketpost/email';
import { createPrinter } from '@ticketpost/printout';
import { brand, buildInput } from './build-input.ts';
import { readFacts, readPages } from './read-pdf.ts';

/** A grey PNG with transparency (PNG specification, 5). Nobody checks its checksums here. */
function buildPng(width: number, height: number): Buffer {
  const buildChunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 4], 8);
  const pixels = deflateSync(Buffer.alloc((1 + width * 2) * height));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    buildChunk('IHDR', header),
    buildChunk('IDAT', pixels),
    buildChunk('IEND', Buffer.alloc(0)),
  ]);
}

const png = buildPng(40, 10);
const broken = Buffer.from(png);
broken.fill(0xff, png.indexOf('IDAT') + 8, png.indexOf('IDAT') + 14);

describe('the logo', () => {
  test.each<[string, Brand['logo'], boolean]>([
    ['a PNG', { kind: 'inline', contentType: 'image/png', content: png }, true],
    ['a PNG that is broken', { kind: 'inline', contentType: 'image/png', content: broken }, false],
    [
      'a PNG that ends too soon',
      { kind: 'inline', contentType: 'image/png', content: png.subarray(0, 60) },
      false,
    ],
    [
      'a PNG of too many pixels',
      { kind: 'inline', contentType: 'image/png', content: buildPng(3000, 3000) },
      false,
    ],
    ['no image', { kind: 'inline', contentType: 'image/png', content: Buffer.from('x') }, false],
    ['a GIF', { kind: 'inline', contentType: 'image/gif', content: Buffer.from('GIF89a') }, false],
    ['an address', { kind: 'url', href: 'https://example.com/logo.png' }, false],
  ])('when it is %s', async (_, logo, isShown) => {
    const printer = await createPrinter({ brand: { ...brand, ...(logo && { logo }) } });
    const printout = await printer.print(buildInput());
    const { roles } = await readFacts(printout);
    const [first = ''] = await readPages(printout);
    expect(roles.includes('Figure')).toBe(isShown);
    // Without it the name stands above all else.
    expect(first.startsWith('Example Travel')).toBe(!isShown);
  });
});
