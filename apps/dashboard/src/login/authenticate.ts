import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { CallerReader } from '../http/caller.ts';
import { isUse } from '../sessions/is-use.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { answerThrottled, answerUnauthenticated } from './answer-unauthenticated.ts';
import { parseBasicCredentials } from './basic-credentials.ts';
import { readDraft, setDraft } from './draft.ts';
import type { ShowLogin } from './login-page-of.ts';
import type { CheckPassword, Credentials } from './password-check.ts';
import type { SignInRecord } from './record-sign-ins.ts';
import { isSignedIn, setSignedIn } from './signed-in-user.ts';

/** Lets through whoever is logged in, by `Authorization: Basic` or by a session, and no one else. */
export function authenticate(options: {
  checkPassword: CheckPassword;
  sessions: Sessions;
  callers: Pick<CallerReader, 'addressOf'>;
  record: Pick<SignInRecord, 'basic'>;
  showLogin: ShowLogin;
}): RequestHandler {
  const { checkPassword, sessions, callers, record, showLogin } = options;
  const router = Router();
  router.use((request, _response, next) => {
    // Whoever has just logged in to a form that is shown again.
    if (isSignedIn(request)) next('router');
    else next();
  });

  const checkBasic = async (request: Request, response: Response, credentials: Credentials) => {
    const address = callers.addressOf(request);
    const outcome = await checkPassword(credentials, { address, device: undefined });
    await record.basic({ name: credentials.name, address, outcome });
    if (outcome.kind === 'right') {
      const { name, role } = outcome.user;
      setSignedIn(request, { user: { name, role } });
      return true;
    }
    if (outcome.kind === 'wait') answerThrottled(request, response, { ...outcome, showLogin });
    else answerUnauthenticated(request, response, { showLogin });
    return false;
  };

  const checkSession = async (request: Request, response: Response) => {
    const session = await sessions.read(request, response, { isUse: isUse(request) });
    if (session === undefined) {
      const draft = await readDraft(request, response);
      answerUnauthenticated(request, response, { showLogin, draft });
      return false;
    }
    setSignedIn(request, { user: session.user, session });
    return true;
  };

  router.use(async (request, response, next) => {
    const credentials = parseBasicCredentials(request.get('Authorization'));
    try {
      const isIn =
        credentials === undefined
          ? await checkSession(request, response)
          : await checkBasic(request, response, credentials);
      if (isIn) next();
    } catch (error) {
      // Nobody is let in while Redis cannot be asked, and what they wrote is not lost.
      const draft = await readDraft(request, response);
      if (draft !== undefined) setDraft(request, draft);
      throw error;
    }
  });
  return router;
}
