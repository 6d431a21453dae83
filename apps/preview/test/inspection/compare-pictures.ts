import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/**
 * How much of two pictures differs, from 0 to 1. They are compared at a quarter of their size: what
 * one machine draws smoother than another at the edge of a letter is gone there, while a line that
 * moved, a colour or a box is not. Pictures of other sizes differ wholly.
 */
export function comparePictures(one: Buffer, other: Buffer): number {
  const [first, second] = [shrink(PNG.sync.read(one)), shrink(PNG.sync.read(other))];
  const { width, height } = first;
  if (second.width !== width || second.height !== height) return 1;
  const different = pixelmatch(first.data, second.data, undefined, width, height, {
    threshold: 0.1,
    includeAA: true,
  });
  return different / (width * height);
}

const scale = 4;

/** Each pixel is the mean of those it stands for; an incomplete last row or column is left out. */
function shrink({ width, height, data }: PNG): PNG {
  const small = new PNG({ width: Math.floor(width / scale), height: Math.floor(height / scale) });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let row = 0; row < scale; row += 1) {
          for (let column = 0; column < scale; column += 1) {
            sum += data[((y * scale + row) * width + x * scale + column) * 4 + channel] ?? 0;
          }
        }
        small.data[(y * small.width + x) * 4 + channel] = Math.round(sum / scale ** 2);
      }
    }
  }
  return small;
}
