import type { Logger } from '@ticketpost/runtime';
import type { ErrorRequestHandler } from 'express';
import { sendProblem, type ProblemCode } from './problem.ts';

const clientErrors: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_request',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Answers whatever was thrown: what the client did wrong by its status, all else as `internal`. */
export function answerError({ logger }: { logger: Logger }): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const code = clientErrors[status];
    if (code === undefined) {
      logger.error({ error }, 'a request failed');
      sendProblem(response, { status: 500, code: 'internal' });
    } else {
      sendProblem(response, { status, code });
    }
  };
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}
