import { setTimeout as wait } from 'node:timers/promises';
import { request, type Dispatcher } from 'undici';
import type { FileDelivery } from './delivery-file.ts';

/** How one delivery was answered. */
export type PostOutcome =
  | { kind: 'answered'; status: number; code?: string }
  /** `code`: why there was no answer, in the end. */
  | { kind: 'no_answer'; code: string };

export const longestAnswerMs = 30_000;
const longestWaitMs = 60_000;
const mostAskings = 4;

interface Posting {
  /** Follows no redirect: the secret stands in the address. */
  dispatcher: Dispatcher;
  waitMs?: (ms: number) => Promise<unknown>;
}

/**
 * Posts one delivery. Waits and asks again, a few times, when the server says that it is too much
 * (429) or cannot be stored (503), or when there is no answer. Never rejects.
 */
export async function postDelivery(
  url: string,
  { body, headers }: FileDelivery,
  { dispatcher, waitMs = wait }: Posting,
): Promise<PostOutcome> {
  for (let asking = 1; ; asking += 1) {
    const { outcome, retryAfterMs } = await post(url, { body, headers }, dispatcher);
    const isLast = asking === mostAskings;
    const isPassing =
      outcome.kind === 'no_answer' || outcome.status === 429 || outcome.status === 503;
    if (!isPassing || isLast) return outcome;
    await waitMs(Math.min(longestWaitMs, Math.max(retryAfterMs, 500 * 2 ** asking)));
  }
}

async function post(
  url: string,
  { body, headers }: FileDelivery,
  dispatcher: Dispatcher,
): Promise<{ outcome: PostOutcome; retryAfterMs: number }> {
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher,
      headers: {
        'content-type': 'application/json',
        ...headers,
        'user-agent': 'ticketpost-replay',
      },
      body,
      signal: AbortSignal.timeout(longestAnswerMs),
    });
    const retryAfter = Number(answer.headers['retry-after'] ?? 0);
    const code = readCode(await answer.body.text());
    return {
      outcome: {
        kind: 'answered',
        status: answer.statusCode,
        ...(code === undefined ? {} : { code }),
      },
      retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : 0,
    };
  } catch (error) {
    const { name = 'unknown', code = name } = error as { name?: string; code?: string | number };
    return { outcome: { kind: 'no_answer', code: String(code) }, retryAfterMs: 0 };
  }
}

/** The stable code of a problem document (RFC 9457). */
function readCode(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}
