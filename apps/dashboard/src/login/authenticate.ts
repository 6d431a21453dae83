import type { Logger } from '@ticketpost/runtime';
import { Router, type RequestHandler } from 'express';
import type { UserDirectory } from '../users/user-directory.ts';
import { answerUnauthenticated } from './answer-unauthenticated.ts';
import { parseBasicCredentials } from './basic-credentials.ts';
import { readDraft } from './draft.ts';
import { logLogin } from './log-login.ts';
import type { Sessions } from './session-cookie.ts';
import { isSignedIn, setSignedInUser } from './signed-in-user.ts';

/** Lets through whoever is logged in, by `Authorization: Basic` or by a session, and no one else. */
export function authenticate(options: {
  users: UserDirectory;
  sessions: Sessions;
  throttle: RequestHandler;
  logger: Logger;
}): RequestHandler {
  const { users, sessions, throttle, logger } = options;
  const router = Router();
  router.use((request, _response, next) => {
    // Whoever has just logged in to a form that is shown again.
    if (isSignedIn(request)) next('router');
    else next();
  });
  router.use(async (request, response, next) => {
    if (parseBasicCredentials(request.get('Authorization')) === undefined) next();
    else await throttle(request, response, next);
  });
  router.use(async (request, response, next) => {
    const credentials = parseBasicCredentials(request.get('Authorization'));
    const user =
      credentials === undefined
        ? await sessions.read(request, response)
        : await users.check(credentials);
    if (user === undefined) {
      if (credentials !== undefined) {
        logLogin(logger, { by: 'basic', name: credentials.name, user, users });
      }
      answerUnauthenticated(request, response, await readDraft(request, response));
      return;
    }
    setSignedInUser(request, user);
    next();
  });
  return router;
}
