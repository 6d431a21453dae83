const known: Readonly<Record<string, { what: string; remedy: string }>> = {
  ENOENT: { what: 'is not there', remedy: 'mount it, or correct the path' },
  ENOTDIR: { what: 'is no folder', remedy: 'correct the path' },
  EISDIR: { what: 'is a folder', remedy: 'name the file in it' },
  EACCES: { what: 'cannot be read by this user', remedy: 'let it be read' },
  ERR_ENCODING_INVALID_ENCODED_DATA: { what: 'is no UTF-8 text', remedy: 'save it in UTF-8' },
  EPERM: { what: 'cannot be read by this user', remedy: 'let it be read' },
};

/** What is wrong with a file or folder that could not be read, and the remedy; neither is a sentence yet. */
export function describeFileError(error: unknown): { what: string; remedy: string } {
  const { code = 'unreadable' } = (error ?? {}) as NodeJS.ErrnoException;
  return known[code] ?? { what: `cannot be read (${code})`, remedy: 'let it be read' };
}
