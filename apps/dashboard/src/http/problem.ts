import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';

/** What went wrong, for programs. */
export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'cross_site_request'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_many_attempts'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'malformed_request'
  | 'job_conflict'
  | 'redis_unavailable'
  | 'internal';

/** What the board says to people, where it would only say "Unauthorized" or "Forbidden". */
const boardMessages: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'You are not logged in any more. Load the page again.',
  forbidden: 'Your role does not allow that here.',
  job_conflict: 'The job is in another state by now. Load the page again.',
  redis_unavailable: 'Redis does not answer at the moment.',
};

/**
 * Answers with `application/problem+json` (RFC 9457). `board` holds extension members for the
 * board's own pages, which show what its `error` member says.
 */
export function sendProblem(
  response: Response,
  { status, code, board }: { status: number; code: ProblemCode; board?: object },
): void {
  const title = STATUS_CODES[status] ?? 'Error';
  const isForBoard = response.req.originalUrl.startsWith('/queues/api/');
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...(isForBoard ? { error: boardMessages[code] ?? title } : {}),
        ...board,
        type: 'about:blank',
        title,
        status,
        code,
      }),
    );
}
