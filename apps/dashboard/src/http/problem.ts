import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';

/** What went wrong, for programs. */
export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'cross_site_request'
  | 'form_token_missing'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_many_attempts'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'malformed_request'
  | 'job_conflict'
  | 'invalid_input'
  | 'nothing_to_redrive'
  | 'uncertain'
  | 'already_sent'
  | 'not_sent'
  | 'erased'
  | 'unreadable'
  | 'address_missing'
  | 'invalid_address'
  | 'busy'
  | 'not_stored'
  | 'not_a_dead_letter'
  | 'unknown_key'
  | 'damaged'
  | 'malformed_json'
  | 'invalid_event'
  | 'bulk_occupied'
  | 'not_running'
  | 'too_many_streams'
  | 'redis_unavailable'
  | 'oidc_unavailable'
  | 'oidc_refused'
  | 'no_role'
  | 'internal';

/** What the board says to people, where it would only say "Unauthorized" or "Forbidden". */
const boardMessages: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'You are not logged in any more. Load the page again.',
  form_token_missing: 'This page belongs to an earlier login. Load it again.',
  forbidden: 'Your role does not allow that here.',
  job_conflict: 'The job is in another state by now. Load the page again.',
  redis_unavailable: 'Redis does not answer at the moment.',
};

/** One thing that is wrong with what was sent, by the JSON pointer of its field; never its value. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

/**
 * Answers with `application/problem+json` (RFC 9457). `board` holds extension members for the
 * board's own pages, which show what its `error` member says.
 */
export function sendProblem(
  response: Response,
  problem: {
    status: number;
    code: ProblemCode;
    detail?: string | undefined;
    problems?: readonly FieldProblem[] | undefined;
    board?: object | undefined;
  },
): void {
  const { status, code, detail, problems, board } = problem;
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
        detail,
        problems,
      }),
    );
}
