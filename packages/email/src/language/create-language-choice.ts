import { chooseLanguage } from './choose-language.ts';
import type { Language } from './language.ts';

/** Tags come from outside: what is kept of them is bounded. */
const maxKept = 200;

/**
 * Makes the choice of a mail's language: the one that somebody reads who asked for a BCP 47 tag, else
 * the one of those who read the default locale, else the first.
 */
export function createLanguageChoice(
  languages: readonly [Language, ...Language[]],
  defaultLocale: string,
): (wanted: string | undefined) => Language {
  const [first] = languages;
  const usual = chooseLanguage(defaultLocale, languages) ?? first;
  // Reading a tag takes longer than many a part of a mail.
  const kept = new Map<string, Language>();
  return (wanted) => {
    if (wanted === undefined) return usual;
    const language = kept.get(wanted) ?? chooseLanguage(wanted, languages) ?? usual;
    if (kept.size < maxKept) kept.set(wanted, language);
    return language;
  };
}
