/** All phases together took longer than they may, though the mail server was never silent for long. */
export class OverdueError extends Error {
  /** As for a silence. */
  readonly code = 'ETIMEDOUT';

  constructor(what: string, timeoutMs: number) {
    super(`${what} took longer than ${timeoutMs} ms in all`);
    this.name = 'OverdueError';
  }
}
