import { DeadlineError, type Logger } from '@ticketpost/runtime';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { draftFrom, draftOf, type Draft } from '../login/draft.ts';
import { isSignedIn, signedInUser } from '../login/signed-in-user.ts';
import { keptPage } from '../pages/kept-page.ts';
import { resumePage } from '../pages/resume-page.ts';
import { unavailablePage } from '../pages/unavailable-page.ts';
import { answerProblem } from './answer-problem.ts';
import { asksForHtml } from './asks-for-html.ts';
import { sendProblem, type ProblemCode } from './problem.ts';

const clientErrors: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_request',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/**
 * Answers whatever was thrown: what the client did wrong by its status, what Redis is to blame for as
 * unavailable, all else as `internal`.
 */
export function answerError(options: {
  /** Rejects in bounded time while Redis does not answer. */
  checkRedis: () => Promise<unknown>;
  logger: Logger;
}): ErrorRequestHandler {
  const { checkRedis, logger } = options;
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const code = clientErrors[status];
    if (code !== undefined) {
      answerProblem(request, response, { status, code });
    } else if (error instanceof DeadlineError || !(await isThere(checkRedis))) {
      answerUnavailable(request, response);
    } else {
      logger.error({ error }, 'a request failed');
      answerProblem(request, response, { status: 500, code: 'internal' });
    }
  };
}

/** What was written into a form comes back with the answer: nobody has to write it again. */
function answerUnavailable(request: Request, response: Response): void {
  response.set('Retry-After', '5').status(503);
  const draft = findDraft(request);
  // A page that somebody left open shows by itself that Redis is back; what was written stays.
  if (request.method === 'GET' && draft === undefined) response.set('Refresh', '5');
  if (!asksForHtml(request)) {
    sendProblem(response, { status: 503, code: 'redis_unavailable' });
    return;
  }
  if (draft === undefined) response.send(unavailablePage());
  else if (!isSignedIn(request)) response.send(keptPage(draft));
  else
    response.send(resumePage({ user: signedInUser(request), draft, because: 'redis_unavailable' }));
}

/** Of this form, or of the one that came along with the login. */
function findDraft(request: Request): Draft | undefined {
  const draft = draftOf(request);
  if (draft !== undefined || request.method !== 'POST') return draft;
  // The login's own fields are written anew, and a password is shown to nobody.
  return isSignedIn(request) ? draftFrom(request, request.originalUrl) : undefined;
}

function isThere(checkRedis: () => Promise<unknown>): Promise<boolean> {
  return checkRedis().then(
    () => true,
    () => false,
  );
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}
