import { cleanText } from './clean-text.ts';

/** Reads a text that may be a JSON number. Blank, null and missing are `undefined`. */
export function readText(value: string | number | null | undefined): string | undefined {
  const text = cleanText(String(value ?? ''));
  return text === '' ? undefined : text;
}

/** Reads a number that may be written as a string. Blank, null and missing are `undefined`. */
export function readNumber(value: string | number | null | undefined): number | undefined {
  return value === '' || value === null || value === undefined ? undefined : Number(value);
}

/** Reads a boolean that may be written as a string or as 0 and 1. All else is `undefined`. */
export function readBoolean(value: unknown): boolean | undefined {
  const written = typeof value === 'string' ? value.toLowerCase() : value;
  if (written === true || written === 'true' || written === 1 || written === '1') return true;
  if (written === false || written === 'false' || written === 0 || written === '0') return false;
  return undefined;
}
