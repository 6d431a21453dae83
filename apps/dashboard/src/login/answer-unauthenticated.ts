import type { Request, Response } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { sendProblem } from '../http/problem.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import type { Draft } from './draft.ts';
import type { LoginForm } from './login-form.ts';
import { readLoginForm } from './login-form.ts';
import type { ShowLogin } from './login-page-of.ts';

/**
 * Answers whoever is not logged in: people with the login page, programs with a challenge (RFC
 * 7617). Browsers get no challenge, or they would open a window of their own over the page, for
 * the board's polling too. What somebody wrote into a form is kept on the login page.
 */
export function answerUnauthenticated(
  request: Request,
  response: Response,
  { showLogin, draft }: { showLogin: ShowLogin; draft?: Draft | undefined },
): void {
  if (asksForHtml(request)) {
    const returnPath = request.method === 'GET' ? safeReturnPath(request.originalUrl) : '/';
    const message = draft === undefined ? undefined : 'session_over';
    response.status(401).send(showLogin({ returnPath, message, draft }));
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
  { form, showLogin }: { form: LoginForm; showLogin: ShowLogin },
): void {
  if (asksForHtml(request)) {
    const { name, returnPath, draft } = form;
    const page = showLogin({ name, returnPath, draft, message: 'wrong_password' });
    response.status(401).send(page);
  } else {
    answerUnauthenticated(request, response, { showLogin });
  }
}

/** Answers a login form that no page of ours made for this browser. */
export function answerForeignForm(
  request: Request,
  response: Response,
  { form, showLogin }: { form: LoginForm; showLogin: ShowLogin },
): void {
  if (asksForHtml(request)) {
    const { returnPath, draft } = form;
    response.status(403).send(showLogin({ returnPath, draft, message: 'old_form' }));
  } else {
    sendProblem(response, { status: 403, code: 'form_token_missing' });
  }
}

/** Answers whoever tried too often. */
export function answerThrottled(
  request: Request,
  response: Response,
  { waitMs, showLogin }: { waitMs: number; showLogin: ShowLogin },
): void {
  response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  if (asksForHtml(request)) {
    const { returnPath, draft } = readLoginForm(request.body);
    const page = showLogin({ returnPath, message: 'too_many_attempts', waitMs, draft });
    response.status(429).send(page);
  } else {
    sendProblem(response, { status: 429, code: 'too_many_attempts' });
  }
}
