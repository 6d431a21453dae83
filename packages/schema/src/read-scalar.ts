import { cleanText } from './clean-text.ts';
import { cutText } from './cut-text.ts';

type Scalar = string | number | null | undefined;

/** Reads a text that may be a JSON number. Blank, null and missing are `undefined`. */
export function readText(value: Scalar): string | undefined {
  const text = cleanText(String(value ?? ''));
  return text === '' ? undefined : text;
}

/** Reads a text for display, cut to so many characters. */
export function readShortText(value: Scalar, maxLength: number): string | undefined {
  return readText(cutText(readText(value) ?? '', maxLength));
}

/** Reads a code, such as an airport's, in upper case and cut to so many characters. */
export function readCode(value: Scalar, maxLength: number): string | undefined {
  return readShortText(readText(value)?.toUpperCase(), maxLength);
}

/** Reads a number that may be written as a string. Blank, null and missing are `undefined`. */
export function readNumber(value: Scalar): number | undefined {
  return value === '' || value === null || value === undefined ? undefined : Number(value);
}

/** Reads a number wherever one may be: one in a string too, `undefined` for all else. */
export function readDecimal(value: unknown): number | undefined {
  const written = typeof value === 'string' ? value.trim() : value;
  const isWritten = typeof written === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(written);
  const number = isWritten ? Number(written) : written;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Like `readDecimal`, for whole numbers only. */
export function readInteger(value: unknown): number | undefined {
  const number = readDecimal(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Reads a boolean that may be written as a string or as 0 and 1. All else is `undefined`. */
export function readBoolean(value: unknown): boolean | undefined {
  const written = typeof value === 'string' ? value.toLowerCase() : value;
  if (written === true || written === 'true' || written === 1 || written === '1') return true;
  if (written === false || written === 'false' || written === 0 || written === '0') return false;
  return undefined;
}
