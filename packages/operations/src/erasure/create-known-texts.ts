/** Texts that are remembered, each once, in bounded room. */
export interface KnownTexts {
  add(texts: Iterable<string>): void;
  list(): string[];
  /** Nothing was left out for want of room. */
  isWhole(): boolean;
}

/** Some hundreds of travellers' worth. */
const defaultMaxCharacters = 64 * 1024;

export function createKnownTexts({ maxCharacters = defaultMaxCharacters } = {}): KnownTexts {
  const known = new Set<string>();
  let left = maxCharacters;
  let isWhole = true;
  return {
    add(texts) {
      for (const text of texts) {
        if (known.has(text)) continue;
        if (text.length > left) {
          isWhole = false;
          continue;
        }
        left -= text.length;
        known.add(text);
      }
    },
    list: () => [...known],
    isWhole: () => isWhole,
  };
}
