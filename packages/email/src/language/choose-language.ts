import type { Language } from './language.ts';

/**
 * The first language in which somebody reads who asked for this BCP 47 tag: the same language in the
 * same script (`zh-CN` and `zh` read `zh-Hans`, `zh-TW` does not). Undefined when there is none, or
 * the tag is none.
 */
export function chooseLanguage(
  wanted: string,
  languages: readonly Language[],
): Language | undefined {
  const key = describeScript(wanted);
  return key === undefined
    ? undefined
    : languages.find(({ tag }) => describeScript(tag) === key);
}

/** Likely subtags (UTS 35) tell the script of a tag that does not name it. */
function describeScript(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return `${language}-${script ?? ''}`;
  } catch {
    return undefined;
  }
}
