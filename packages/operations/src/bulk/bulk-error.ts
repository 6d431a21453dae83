/** A bulk was broken off. `replaced`: another one took its place; `shutdown`: its process ends. */
export class BulkError extends Error {
  readonly code: 'replaced' | 'shutdown';

  constructor(code: BulkError['code']) {
    super(`the bulk was broken off: ${code}`);
    this.name = 'BulkError';
    this.code = code;
  }
}
