import { cleanText } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** A string from outside, cleaned and of bounded length; undefined when nothing of it can be seen. */
export function boundText(value: string | undefined, maxLength: number): string | undefined {
  const text = shortenText(cleanText(value ?? ''), maxLength);
  return text === '' ? undefined : text;
}
