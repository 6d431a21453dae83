import { type Variant, variants } from './samples/build-input.ts';

/** One of the mails there are. */
export interface MailChoice {
  sampleId: string;
  variant: Variant;
  /** A tag of `languageTags`. */
  locale: string;
}

/** The path of a mail's page; `parseMailPath` reads it. */
export function formatMailPath({ sampleId, variant, locale }: MailChoice): string {
  return `/mails/${sampleId}/${variant}/${locale}`;
}

/** A mail's path, and what follows on it; undefined for any other. Whether the mail exists is not judged. */
export function parseMailPath(path: string): { choice: MailChoice; rest: string } | undefined {
  const [, start, sampleId, wanted, locale, ...rest] = path.split('/');
  const variant = variants.find((known) => known === wanted);
  if (start !== 'mails' || !sampleId || variant === undefined || !locale) return undefined;
  return { choice: { sampleId, variant, locale }, rest: rest.join('/') };
}
