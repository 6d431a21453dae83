import { boundText } from '../safe-text/bound-text.ts';
import { cleanText } from '../safe-text/clean-text.ts';
import { formatPassengerName } from './format-passenger-name.ts';

export const maxNameLength = 120;

/** A passenger's name as one speaks it, cleaned and bounded; undefined when there is none. */
export function speakPassengerName(name: string): string | undefined {
  return boundText(formatPassengerName(cleanText(name)), maxNameLength);
}
