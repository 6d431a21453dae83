import type { Logger } from '@ticketpost/runtime';
import express, { Router, type RequestHandler } from 'express';
import { refuseMethod } from '../http/refuse-method.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import { loginPage } from '../pages/login-page.ts';
import { logoutPage } from '../pages/logout-page.ts';
import type { UserDirectory } from '../users/user-directory.ts';
import { answerWrongPassword } from './answer-unauthenticated.ts';
import { logLogin } from './log-login.ts';
import type { Sessions } from './session-cookie.ts';
import { signedInUser } from './signed-in-user.ts';

/** The one page that everybody may see, and where its form goes. */
export function createLoginRoutes(options: {
  users: UserDirectory;
  sessions: Sessions;
  throttle: RequestHandler;
  logger: Logger;
}): Router {
  const { users, sessions, throttle, logger } = options;
  const router = Router();
  router.get('/login', async (request, response) => {
    const returnPath = safeReturnPath(request.query['next']);
    const user = await sessions.read(request, response);
    if (user === undefined) response.send(loginPage({ returnPath }));
    else response.redirect(303, returnPath);
  });
  router.post(
    '/login',
    express.urlencoded({ extended: false, limit: '4kb', parameterLimit: 10 }),
    throttle,
    async (request, response) => {
      const form = readForm(request.body);
      const user = await users.check(form);
      logLogin(logger, { by: 'form', name: form.name, user, users });
      if (user === undefined) {
        answerWrongPassword(request, response, form);
        return;
      }
      await sessions.begin(request, response, user);
      response.redirect(303, form.returnPath);
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

/** A field that is missing or came twice is empty, and an empty name is nobody's. */
function readForm(body: unknown): { name: string; password: string; returnPath: string } {
  const fields: Record<string, unknown> = typeof body === 'object' ? { ...body } : {};
  const textOf = (field: string) => {
    const value = fields[field];
    return typeof value === 'string' ? value : '';
  };
  return {
    name: textOf('name'),
    password: textOf('password'),
    returnPath: safeReturnPath(textOf('next')),
  };
}
