import type { Response } from 'express';
import type { Problem } from '@ticketpost/schema';

/** The errors that ingest answers, by their stable code. */
const problemAnswers = {
  malformed_json: { status: 400, title: 'The body is not JSON.' },
  incomplete_body: { status: 400, title: 'The body ended before its announced length.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This method is not for this address.' },
  body_too_large: { status: 413, title: 'The body is too large.' },
  unsupported_media_type: { status: 415, title: 'Send uncompressed JSON.' },
  invalid_event: { status: 422, title: 'The body is JSON, but not an event that can be read.' },
  too_many_requests: { status: 429, title: 'Too many requests without a valid address.' },
  internal: { status: 500, title: 'Something went wrong here.' },
  not_stored: { status: 503, title: 'The event could not be stored. Send it again.' },
} as const;

export type ProblemCode = keyof typeof problemAnswers;

/** Answers with an RFC 9457 problem. `problems` name places in the body, never values. */
export function sendProblem(
  response: Response,
  code: ProblemCode,
  details: { deliveryId?: string; problems?: readonly Problem[] } = {},
): void {
  const { status, title } = problemAnswers[code];
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title, status, code, ...details }));
}
