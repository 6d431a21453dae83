import type { Random } from '../../random/create-random.ts';
import { oddText, randomBytes } from './odd-text.ts';

/** The bytes with up to six places cut, filled, doubled or flipped. */
export function bendBytes(random: Random, bytes: Buffer): Buffer {
  let bent = bytes;
  for (let times = random.integer(1, 6); times > 0; times -= 1) bent = bendOnce(random, bent);
  return bent;
}

function bendOnce(random: Random, bytes: Buffer): Buffer {
  const at = random.integer(0, bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  return random.pick([
    () => Buffer.concat([before, randomBytes(random, random.integer(1, 8)), after]),
    () => Buffer.concat([before, Buffer.from(oddText(random)), after]),
    () => Buffer.concat([before, after.subarray(random.integer(1, 40))]),
    () => Buffer.concat([before, after.subarray(0, 60), after]),
    () => flip(random, bytes, at),
    () => flip(random, bytes, at),
    () => before,
  ])();
}

function flip(random: Random, bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy.writeUInt8(copy.readUInt8(at) ^ (1 << random.integer(0, 7)), at);
  return copy;
}

/** The bytes in up to four pieces. */
export function cutBytes(random: Random, bytes: Buffer): Buffer[] {
  const cuts = Array.from({ length: random.pick([0, 0, 1, 3]) }, () =>
    random.integer(0, bytes.length),
  ).sort((one, other) => one - other);
  const ends = [...cuts, bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}
