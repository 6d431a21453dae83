import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Problem } from '@ticketpost/schema';

/** The errors that ingest answers, by their stable code. */
export const problemAnswers = {
  malformed_json: { status: 400, title: 'The body is not JSON.' },
  incomplete_body: { status: 400, title: 'The body ended before its announced length.' },
  malformed_request: { status: 400, title: 'This is not a request of HTTP/1.1.' },
  unsupported_condition: {
    status: 400,
    title: 'If-Match takes entity tags in quotes or *, If-None-Match of a change only *.',
  },
  unauthorized: { status: 401, title: 'Send a valid key: Authorization: Bearer <key>.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This method is not for this address.' },
  request_timeout: { status: 408, title: 'The request did not arrive in time.' },
  booking_unreadable: {
    status: 409,
    title:
      'The booking cannot be read with the keys at hand. PUT it again, or give PAYLOAD_KEYS back the key that sealed it.',
  },
  erased: {
    status: 410,
    title: 'The order was erased. Nothing about it is stored or mailed any more.',
  },
  precondition_failed: {
    status: 412,
    title: 'The booking is not as If-Match or If-None-Match asks. Nothing was changed.',
  },
  body_too_large: { status: 413, title: 'The body is too large.' },
  uri_too_long: { status: 414, title: 'The address is too long.' },
  unsupported_media_type: { status: 415, title: 'Send uncompressed JSON.' },
  invalid_event: { status: 422, title: 'The body is JSON, but not an event that can be read.' },
  invalid_order_number: {
    status: 422,
    title: 'The path does not end in an order number: 1 to 128 characters, none of control.',
  },
  invalid_booking: { status: 422, title: 'The body is JSON, but not a booking.' },
  too_many_requests: { status: 429, title: 'Too many requests that were not let in.' },
  headers_too_large: { status: 431, title: 'The headers are too large.' },
  internal: { status: 500, title: 'Something went wrong here.' },
  not_stored: { status: 503, title: 'It could not be stored. Send it again.' },
  not_available: { status: 503, title: 'It cannot be looked up now. Ask again.' },
} as const;

export type ProblemCode = keyof typeof problemAnswers;

/** `problems` name places in the body, never values. */
interface ProblemDetails {
  deliveryId?: string;
  problems?: readonly Problem[];
}

const contentType = 'application/problem+json; charset=utf-8';

/** What a caller is told to wait when Redis did not answer. */
export const retryAfterSeconds = 5;

/** The parts of an answer that carries an RFC 9457 problem. */
export function formatProblem(code: ProblemCode, details: ProblemDetails = {}) {
  const { status, title } = problemAnswers[code];
  const body = JSON.stringify({ type: 'about:blank', title, status, code, ...details });
  return { status, reason: STATUS_CODES[status] ?? '', contentType, body };
}

/**
 * Answers with an RFC 9457 problem. A body that was not read to its end is not waited for: the
 * connection ends with the answer.
 */
export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  details?: ProblemDetails,
): void {
  const { status, body } = formatProblem(code, details);
  if (isBodyLeft(response.req)) response.shouldKeepAlive = false;
  response.statusCode = status;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}

function isBodyLeft({ complete, headers }: IncomingMessage): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return !complete && (encoding !== undefined || !/^0+$/.test(length));
}
