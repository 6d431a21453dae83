import { decode, encode, type IndexedColors } from 'fast-png';

const mostColors = 256;

/** Colours that are less apart than this, squared, look alike. */
const leastDistance = 48;

/**
 * The same picture with at most 256 colours: those that it has most of and that do not look alike. Each
 * other one becomes the nearest of them.
 */
export function shrinkPng(png: Buffer): Buffer {
  const { width, height, channels, data } = decode(png);
  const pixels = Array.from({ length: width * height }, (_, n) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(n * channels, n * channels + 3);
    return (red << 16) | (green << 8) | blue;
  });
  const colors = choosePalette(pixels);
  const indexes = new Map(colors.map((color, index) => [color, index]));
  const indexOf = (color: number): number => {
    const known = indexes.get(color) ?? findNearest(color, colors).index;
    indexes.set(color, known);
    return known;
  };
  const palette: IndexedColors = colors.map(splitColor);
  const indexed = { width, height, channels: 1, depth: 8, palette } as const;
  return Buffer.from(encode({ ...indexed, data: Uint8Array.from(pixels, indexOf) }));
}

function choosePalette(pixels: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const chosen: number[] = [];
  for (const [color] of [...counts].toSorted(([, one], [, other]) => other - one)) {
    if (chosen.length === mostColors) break;
    if (findNearest(color, chosen).distance >= leastDistance) chosen.push(color);
  }
  return chosen;
}

/** How far apart is squared; without any colours, infinitely. */
function findNearest(color: number, colors: readonly number[]) {
  const [red, green, blue] = splitColor(color);
  const distances = colors.map((other) => {
    const [otherRed, otherGreen, otherBlue] = splitColor(other);
    return (red - otherRed) ** 2 + (green - otherGreen) ** 2 + (blue - otherBlue) ** 2;
  });
  const distance = Math.min(...distances);
  return { index: distances.indexOf(distance), distance };
}

function splitColor(color: number): [red: number, green: number, blue: number] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}
