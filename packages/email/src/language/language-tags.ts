import { languageFiles } from '../generated/languages.ts';

/** The languages that mails are written in, as BCP 47 tags, English first. */
export const languageTags: readonly string[] = languageFiles.map(({ tag }) => tag);
