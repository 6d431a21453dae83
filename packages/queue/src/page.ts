/** Which part of a list is wanted; all of it by default. */
export interface PageRequest {
  /** How many are passed over; default 0. */
  skip?: number | undefined;
  limit?: number | undefined;
}

export interface Page<Item> {
  items: Item[];
  /** There are others after these. */
  hasMore: boolean;
}

/** Takes one page out of a longer list, and reads no further than it must. */
export async function takePage<Item>(
  all: AsyncIterable<Item>,
  { skip = 0, limit = Infinity }: PageRequest,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let passed = 0;
  for await (const item of all) {
    if (passed++ < skip) continue;
    if (items.length >= limit) return { items, hasMore: true };
    items.push(item);
  }
  return { items, hasMore: false };
}
