import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { sendProblem } from '../http/problem.ts';

/**
 * Counts the requests of an address that were not let in; those over `maxPerMinute` are answered
 * 429 with `Retry-After`. Callers with a valid secret or key never come here.
 */
export function createStrangerLimit({ maxPerMinute }: { maxPerMinute: number }): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: maxPerMinute,
    standardHeaders: false,
    legacyHeaders: false,
    // Without trusted proxies the header is somebody's claim, and it is ignored on purpose.
    validate: { xForwardedForHeader: false },
    handler: (_request, response, _next, { windowMs }) => {
      response.set('Retry-After', String(Math.ceil(windowMs / 1000)));
      sendProblem(response, 'too_many_requests');
    },
  });
}
