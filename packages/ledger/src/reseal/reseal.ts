/**
 * What the ledger needs of whoever seals anew: the same content under the key that seals now, or the
 * very text again when that key has sealed it, or when it cannot be opened. `changed`: its content or
 * its context is another from now on, so that it is sealed anew whatever its key.
 */
export type Reseal = (
  sealed: string,
  context: string,
  changed?: { context: string; change: (content: Buffer) => Buffer },
) => string;
