/** Reads a BCP 47 language tag and writes it in its canonical form: `en-gb` is `en-GB`. */
export function parseLocale(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
