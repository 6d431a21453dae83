import type { Request, Response } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { sendProblem } from '../http/problem.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import { loginPage } from '../pages/login-page.ts';
import type { Draft } from './draft.ts';
import { readLoginForm } from './login-form.ts';

/**
 * Answers whoever is not logged in: people with the login page, programs with a challenge (RFC
 * 7617). Browsers get no challenge, or they would open a window of their own over the page, for
 * the board's polling too. What somebody wrote into a form is kept on the login page.
 */
export function answerUnauthenticated(request: Request, response: Response, draft?: Draft): void {
  if (asksForHtml(request)) {
    const returnPath = request.method === 'GET' ? safeReturnPath(request.originalUrl) : '/';
    const message = draft === undefined ? undefined : 'session_over';
    response.status(401).send(loginPage({ returnPath, message, draft }));
    return;
  }
  const isFromPage = 'sec-fetch-site' in request.headers || 'referer' in request.headers;
  if (!isFromPage) response.set('WWW-Authenticate', 'Basic realm="Ticketpost", charset="UTF-8"');
  sendProblem(response, { status: 401, code: 'unauthenticated' });
}

/** Answers whoever gave a wrong name or password in the form. */
export function answerWrongPassword(
  request: Request,
  response: Response,
  form: { name: string; returnPath: string; draft?: Draft | undefined },
): void {
  if (asksForHtml(request)) {
    response.status(401).send(loginPage({ ...form, message: 'wrong_password' }));
  } else {
    answerUnauthenticated(request, response);
  }
}

/** Answers whoever tried too often. `Retry-After` is already set. */
export function answerThrottled(request: Request, response: Response): void {
  if (asksForHtml(request)) {
    const { returnPath, draft } = readLoginForm(request.body);
    const page = loginPage({ returnPath, message: 'too_many_attempts', draft });
    response.status(429).send(page);
  } else {
    sendProblem(response, { status: 429, code: 'too_many_attempts' });
  }
}
