import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/** Answers 405 with `Allow`, for what comes behind the handlers of a path. */
export function refuseMethod(allow: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allow);
    sendProblem(response, { status: 405, code: 'method_not_allowed' });
  };
}
