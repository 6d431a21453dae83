import type { Logger } from '@ticketpost/runtime';
import express, { Router, type RequestHandler } from 'express';
import { refuseMethod } from '../http/refuse-method.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import { loginPage } from '../pages/login-page.ts';
import { logoutPage } from '../pages/logout-page.ts';
import type { UserDirectory } from '../users/user-directory.ts';
import { answerWrongPassword } from './answer-unauthenticated.ts';
import { setDraft } from './draft.ts';
import { logLogin } from './log-login.ts';
import { readLoginForm } from './login-form.ts';
import type { Sessions } from './session-cookie.ts';
import { setSignedInUser, signedInUser } from './signed-in-user.ts';

/** The one page that everybody may see, and where its form goes. */
export function createLoginRoutes(options: {
  users: UserDirectory;
  sessions: Sessions;
  throttle: RequestHandler;
  /** The page that shows a form again, by the path that the form goes to. */
  findFormPage: (action: string) => string;
  logger: Logger;
}): Router {
  const { users, sessions, throttle, findFormPage, logger } = options;
  const router = Router();
  router.get('/login', async (request, response) => {
    const returnPath = safeReturnPath(request.query['next']);
    const user = await sessions.read(request, response);
    if (user === undefined) response.send(loginPage({ returnPath }));
    else response.redirect(303, returnPath);
  });
  router.post(
    '/login',
    express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 40 }),
    throttle,
    async (request, response, next) => {
      const form = readLoginForm(request.body);
      const user = await users.check(form);
      logLogin(logger, { by: 'form', name: form.name, user, users });
      if (user === undefined) {
        answerWrongPassword(request, response, form);
        return;
      }
      await sessions.begin(request, response, user);
      if (form.draft === undefined) {
        response.redirect(303, form.returnPath);
        return;
      }
      // The page that shows the form again is read, as any other: a login carries nothing out.
      setSignedInUser(request, user);
      setDraft(request, form.draft);
      request.method = 'GET';
      request.url = findFormPage(form.draft.action);
      next();
    },
  );
  return router;
}

/** What is left of the login's paths for those who are logged in. */
export function createLogoutRoutes({ sessions }: { sessions: Sessions }): Router {
  const router = Router();
  router
    .route('/logout')
    .get((request, response) => {
      response.send(logoutPage(signedInUser(request)));
    })
    .post((request, response) => {
      sessions.end(request, response);
      response.redirect(303, '/login');
    })
    .all(refuseMethod('GET, HEAD, POST'));
  router.all('/login', refuseMethod('GET, HEAD, POST'));
  return router;
}
