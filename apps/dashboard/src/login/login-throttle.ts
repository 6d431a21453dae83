import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { answerThrottled } from './answer-unauthenticated.ts';

/**
 * Ten wrong passwords from one address, then none is checked until five minutes have passed since
 * the first. Counted are 401 answers; one that is still under way counts as wrong, so that sending
 * many at once gains nothing.
 */
export function createLoginThrottle(): RequestHandler {
  return rateLimit({
    windowMs: 5 * 60 * 1000,
    limit: 10,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    legacyHeaders: false,
    standardHeaders: 'draft-8',
    // It only warns about forwarding headers, which are not believed here.
    validate: false,
    handler: (request, response) => {
      answerThrottled(request, response);
    },
  });
}
