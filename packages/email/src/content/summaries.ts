import type { Language } from '../language/language.ts';

const maxLength = 120;
/** As many names as a list of mails has room for. */
const maxNames = 3;

/** Codes in few words, each once: all of them, or the first ones and how many more, `A, B + 2`. */
export function summarizeCodes(values: readonly string[], maxItems: number): string {
  const items = [...new Set(values)];
  const isShort = items.length <= maxItems && items.join(', ').length <= maxLength;
  if (isShort) return items.join(', ');
  const named = takeFitting(items.slice(0, maxItems - 1));
  const others = items.length - named.length;
  return others === 0 ? named.join(', ') : `${named.join(', ')} + ${others}`;
}

/** Names in few words, each once, for example `A, B and 2 others`. */
export function summarizeNames(values: readonly string[], language: Language): string {
  const items = [...new Set(values)];
  const named = takeFitting(items.slice(0, items.length > maxNames ? maxNames - 1 : maxNames));
  const count = items.length - named.length;
  return language.formatList(
    count === 0 ? named : [...named, language.say('summary.others', { count })],
  );
}

/** The first one whatever it is, and those after it that fit. */
function takeFitting([first, ...others]: readonly string[]): string[] {
  if (first === undefined) return [];
  const taken = [first];
  for (const item of others) {
    if ([...taken, item].join(', ').length > maxLength) break;
    taken.push(item);
  }
  return taken;
}
