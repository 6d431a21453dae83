/**
 * True when objects and lists in `value`, itself the first level, are nested deeper than
 * `maxLevels`. Looks no further than that, so no value can overflow the stack.
 */
export function isDeeperThan(maxLevels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (maxLevels === 0) return true;
  return Object.values(value).some((inner) => isDeeperThan(maxLevels - 1, inner));
}
