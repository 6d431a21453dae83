import { Router, type RequestHandler } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { isSameText } from '../http/is-same-text.ts';
import { sendProblem } from '../http/problem.ts';
import { readBody } from '../http/read-fields.ts';
import { draftFrom } from '../login/draft.ts';
import { sessionOf, signedInUser } from '../login/signed-in-user.ts';
import { resumePage } from '../pages/resume-page.ts';
import { readFormToken } from './form-token-field.ts';

const harmlessMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes by a session that do not bring its token: a form in its field, a script in
 * `X-XSRF-TOKEN`. A password in `Authorization` is sent on purpose and needs none. What was written
 * into a form of an earlier login is shown again, to be sent anew.
 */
export function requireFormToken(): RequestHandler {
  const router = Router();
  router.use((request, _response, next) => {
    const session = sessionOf(request);
    const isFree =
      session === undefined ||
      harmlessMethods.has(request.method) ||
      isSameText(request.get('X-XSRF-TOKEN') ?? '', session.formToken);
    if (isFree) next('router');
    else next();
  });
  router.use(...readBody);
  router.use((request, response, next) => {
    if (isSameText(readFormToken(request.body), sessionOf(request)?.formToken ?? '')) {
      next();
      return;
    }
    const draft = draftFrom(request, request.originalUrl);
    if (asksForHtml(request) && draft !== undefined) {
      const user = signedInUser(request);
      response.status(403).send(resumePage({ user, draft, because: 'other_login' }));
    } else {
      sendProblem(response, { status: 403, code: 'form_token_missing' });
    }
  });
  return router;
}
