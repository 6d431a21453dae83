const names = new Intl.DisplayNames('en', { type: 'language' });

/** A language's name for the pages, with its tag. */
export function describeLocale(tag: string): string {
  return `${names.of(tag) ?? tag} (${tag})`;
}
