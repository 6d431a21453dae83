import type { Request, Response } from 'express';
import { isSignedIn, signedInUser } from '../login/signed-in-user.ts';
import { problemPage } from '../pages/problem-page.ts';
import { asksForHtml } from './asks-for-html.ts';
import { sendProblem } from './problem.ts';

/** Answers people with a page and programs with a problem document. */
export function answerProblem(
  request: Request,
  response: Response,
  problem: Parameters<typeof sendProblem>[1],
): void {
  if (!asksForHtml(request)) {
    sendProblem(response, problem);
    return;
  }
  const user = isSignedIn(request) ? signedInUser(request) : undefined;
  const { status, code, detail } = problem;
  response.status(status).send(problemPage({ user, code, detail }));
}
