const format = new Intl.NumberFormat('en-GB');

/** A number for people: `100,000`. */
export function formatCount(count: number): string {
  return format.format(count);
}

/** A number of things: `1 job`, `2 jobs`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
