const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the quota of the disk is used up: raise it or free some space',
  EFBIG: 'files may not become larger: raise the limit',
  EACCES: 'it may not be written: give it to the user that ingest runs as',
  EPERM: 'it may not be written: give it to the user that ingest runs as',
  EROFS: 'its disk is read-only: mount it for writing',
  ENOTDIR: 'a part of its path is a file: name another path, or move the file away',
  EIO: 'the disk reports errors: look at it',
};

/** One sentence on why a folder cannot be used, with the remedy where there is one. */
export function describeFailure(error: unknown, directory: string): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? remedies[code] : undefined;
  return `${directory}: ${known ?? String(message ?? error)}${typeof code === 'string' ? ` (${code})` : ''}`;
}
