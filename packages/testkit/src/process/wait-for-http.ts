import { setTimeout as delay } from 'node:timers/promises';
import { TestkitError } from '../testkit-error.ts';

export interface WaitForHttpOptions {
  timeoutMs: number;
  /** Whether the answer is the one waited for; default: a 2xx. */
  accept?: (response: Response) => boolean;
  headers?: Record<string, string>;
  /** Ends the wait early. */
  signal?: AbortSignal;
}

const pauseMs = 50;

/** Asks until the address answers as wished. Rejects with `timed_out` and the last failure as its cause. */
export async function waitForHttp(url: string, options: WaitForHttpOptions): Promise<Response> {
  const { timeoutMs, accept = (response: Response) => response.ok, headers = {} } = options;
  const bound = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([bound, options.signal]) : bound;
  const isOver = (): boolean => signal.aborted;
  let last: unknown;
  while (!isOver()) {
    try {
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      if (accept(response)) return response;
      last = new Error(`${url} answered ${response.status}`);
      await response.body?.cancel();
    } catch (error) {
      if (!isOver() || last === undefined) last = error;
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  const message = bound.aborted
    ? `${url} did not answer as expected within ${timeoutMs} ms`
    : `the wait for ${url} was ended`;
  throw new TestkitError(message, { code: bound.aborted ? 'timed_out' : 'closed', cause: last });
}
