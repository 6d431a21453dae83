import { cleanText } from '../safe-text/clean-text.ts';

/** References or ticket numbers cleaned, without empty ones, each once in its first spelling. */
export function distinctNumbers(values: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const value of values.map(cleanText)) {
    if (value !== '' && !byKey.has(numberKey(value))) byKey.set(numberKey(value), value);
  }
  return [...byKey.values()];
}

/** Airlines read references and ticket numbers without regard to letter case. */
export function numberKey(number: string): string {
  return number.toUpperCase();
}

/** Those of `numbers` that are not among `others`. */
export function numbersMissingIn(others: readonly string[], numbers: readonly string[]): string[] {
  const known = new Set(distinctNumbers(others).map(numberKey));
  return distinctNumbers(numbers).filter((number) => !known.has(numberKey(number)));
}

/** The same numbers, in whatever order. */
export function haveSameNumbers(one: readonly string[], other: readonly string[]): boolean {
  return numbersMissingIn(one, other).length === 0 && numbersMissingIn(other, one).length === 0;
}
