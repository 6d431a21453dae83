/** A list in parts of `size` and one of what is left. */
export function* inChunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let first = 0; first < list.length; first += size) yield list.slice(first, first + size);
}
