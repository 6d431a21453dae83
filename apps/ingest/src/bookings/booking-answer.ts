import type { Response } from 'express';
import type { Problem } from '@ticketpost/schema';
import { retryAfterSeconds, sendProblem, type ProblemCode } from '../http/problem.ts';
import type { MaskedBooking } from './mask-booking.ts';

/** What a request about one booking is answered. */
export type BookingAnswer =
  | { kind: 'created' | 'replaced' | 'read'; version: string; body: BookingBody }
  | { kind: 'not_modified'; version: string }
  /** `absent`: the order was erased before. */
  | { kind: 'erased' | 'absent' }
  | {
      kind: 'problem';
      code: ProblemCode;
      problems?: readonly Problem[];
      /** For the log. */
      cause?: unknown;
    };

/** As it is counted and logged. */
export type BookingOutcome = Exclude<BookingAnswer['kind'], 'problem'> | ProblemCode;

type BookingBody = MaskedBooking & { orderNo: string; storedAt?: string };

export const allowedMethods = ['DELETE', 'GET', 'PUT'];

export function outcomeOf(answer: BookingAnswer): BookingOutcome {
  return answer.kind === 'problem' ? answer.code : answer.kind;
}

/** Sends an answer about the booking at `location`. */
export function sendBookingAnswer(
  response: Response,
  answer: BookingAnswer,
  { location }: { location: string },
): void {
  response.set('Cache-Control', 'no-store');
  switch (answer.kind) {
    case 'created':
      response.set('Location', location);
      sendBooking(response, 201, answer);
      return;
    case 'replaced':
    case 'read':
      sendBooking(response, 200, answer);
      return;
    case 'not_modified':
      response.set('ETag', etagOf(answer.version)).status(304).end();
      return;
    case 'erased':
    case 'absent':
      response.status(204).end();
      return;
    case 'problem': {
      const { code, problems } = answer;
      if (code === 'method_not_allowed') response.set('Allow', allowedMethods.join(', '));
      if (code === 'not_stored' || code === 'not_available') {
        response.set('Retry-After', String(retryAfterSeconds));
      }
      sendProblem(response, code, problems && { problems });
    }
  }
}

function sendBooking(
  response: Response,
  status: number,
  { version, body }: { version: string; body: BookingBody },
): void {
  response.status(status).set('ETag', etagOf(version)).json(body);
}

/** RFC 9110, section 8.8.3: a strong entity tag. */
function etagOf(version: string): string {
  return `"${version}"`;
}
