import type { RequestHandler } from 'express';
import { signedInUser } from '../login/signed-in-user.ts';
import { answerProblem } from './answer-problem.ts';

/** Refuses viewers, before anything else is looked at. */
export const operatorsOnly: RequestHandler = (request, response, next) => {
  if (signedInUser(request).role === 'operator') next();
  else answerProblem(request, response, { status: 403, code: 'forbidden' });
};
