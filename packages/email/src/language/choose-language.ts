import type { Language } from './language.ts';

/**
 * The language in which somebody reads who asked for this BCP 47 tag: the same language in the same
 * script (`zh-CN` and `zh` read `zh-Hans`, `zh-TW` does not), of the same region where there are
 * several. Undefined when there is none, or the tag is none.
 */
export function chooseLanguage(
  wanted: string,
  languages: readonly Language[],
): Language | undefined {
  const asked = describeLikely(wanted);
  if (asked === undefined) return undefined;
  const readable = languages.filter((language) => {
    const likely = recallLikely(language);
    return likely?.language === asked.language && likely.script === asked.script;
  });
  const isOfRegion = (language: Language) => recallLikely(language)?.region === asked.region;
  return readable.find(isOfRegion) ?? readable[0];
}

/** Likely subtags (UTS 35) tell the script and the region of a tag that does not name them. */
export function describeLikely(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined;
  }
}

/** Subtags cost more to find out than a message to write, and are asked for with every mail. */
const likelyOf = new WeakMap<Language, Intl.Locale | undefined>();

function recallLikely(language: Language): Intl.Locale | undefined {
  if (!likelyOf.has(language)) likelyOf.set(language, describeLikely(language.tag));
  return likelyOf.get(language);
}
