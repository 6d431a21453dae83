/** The page that a query asks for, from 1; `undefined` when that is no page number. */
export function readPageNumber(query: unknown): number | undefined {
  if (query === undefined) return 1;
  if (typeof query !== 'string' || !/^[1-9]\d{0,8}$/.test(query)) return undefined;
  return Number(query);
}

/** The part of a list that a page shows; past the end it is the last page. */
export function findPage(
  wanted: number,
  { total, size }: { total: number; size: number },
): { page: number; pages: number; skip: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(wanted, pages);
  return { page, pages, skip: (page - 1) * size };
}
