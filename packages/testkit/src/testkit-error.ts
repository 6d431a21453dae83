/**
 * What went wrong, for tests and callers to tell apart:
 * - `not_started`: the command could not be run at all
 * - `exited`: the process ended before what was waited for
 * - `timed_out`: the bound passed first
 * - `closed`: the stand-in was closed while somebody waited
 * - `redis_missing`, `chromium_missing`: not on this machine; the message names the remedy
 */
export type TestkitErrorCode =
  'not_started' | 'exited' | 'timed_out' | 'closed' | 'redis_missing' | 'chromium_missing';

export interface TestkitErrorOptions {
  code: TestkitErrorCode;
  cause?: unknown;
  /** What the process said last, oldest first. */
  lines?: readonly string[];
}

/** An outage of a stand-in. The message ends with the process' own last lines, if there are any. */
export class TestkitError extends Error {
  readonly code: TestkitErrorCode;
  readonly lines: readonly string[];

  constructor(message: string, options: TestkitErrorOptions) {
    const lines = options.lines ?? [];
    super([message, ...lines.map((line) => `  ${line}`)].join('\n'), { cause: options.cause });
    this.name = 'TestkitError';
    this.code = options.code;
    this.lines = lines;
  }
}
