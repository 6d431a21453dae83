/** What the operating system's codes mean. */
const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The quota of the disk is used up.',
  EFBIG: 'Its files may not become larger.',
  EACCES: 'The folder may not be written.',
  EPERM: 'The folder may not be written.',
  EROFS: 'Its disk is read-only.',
  ENOTDIR: 'A part of its path is a file.',
  EIO: 'The disk reports errors.',
};

/** A sentence on why a journal cannot be written, by the code in brackets that ends what ingest says of it. */
export function explainJournalFailure(reason: string): string {
  const code = /\((E[A-Z]{2,8})\)$/.exec(reason)?.[1] ?? '';
  return (Object.hasOwn(causes, code) ? causes[code] : undefined) ?? 'Its readyz says why.';
}
