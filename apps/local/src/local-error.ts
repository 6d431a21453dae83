/**
 * Why the system cannot start or go on, for callers and tests to tell apart:
 * - `node_too_old`, `not_built`: this machine or checkout is not ready
 * - `data_unusable`, `data_in_use`: the data folder is not ours, damaged, or held by another start
 * - `redis_missing`, `redis_unreachable`: no Redis server can be had, or `REDIS_URL` does not answer
 * - `not_ready`: a process ended or did not become ready
 * - `sample_refused`, `mail_missing`: the supplier's sample did not become a mail
 * - `given_up`: a process kept ending
 */
export type LocalErrorCode =
  | 'node_too_old'
  | 'not_built'
  | 'data_unusable'
  | 'data_in_use'
  | 'redis_missing'
  | 'redis_unreachable'
  | 'not_ready'
  | 'sample_refused'
  | 'mail_missing'
  | 'given_up';

export interface LocalErrorOptions {
  code: LocalErrorCode;
  cause?: unknown;
  /** What the process in question wrote last, oldest first. */
  lines?: readonly string[];
}

/** A reason to tell the person who started us, without a stack. */
export class LocalError extends Error {
  readonly code: LocalErrorCode;
  readonly lines: readonly string[];

  constructor(message: string, options: LocalErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'LocalError';
    this.code = options.code;
    this.lines = options.lines ?? [];
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return isObject(error) && 'message' in error ? String(error.message) : String(error);
}

/** The code of an error of Node's, `undefined` for anything else. */
export function codeOf(error: unknown): unknown {
  return isObject(error) && 'code' in error ? error.code : undefined;
}

/** What a process wrote last, as the error of ours or of the testkit quotes it. */
export function linesOf(error: unknown): string[] {
  const lines: unknown = isObject(error) && 'lines' in error ? error.lines : [];
  return Array.isArray(lines) ? lines.map(String) : [];
}

/** Not `instanceof Object`: an error of Node's own need not be of our realm. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
