import { Router, type RequestHandler } from 'express';
import type { FormTokens } from '../forms/form-tokens.ts';
import type { CallerReader } from '../http/caller.ts';
import { fieldsOf, readBody } from '../http/read-fields.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { safeReturnPath } from '../http/safe-return-path.ts';
import type { DashboardOidc } from '../oidc/create-oidc.ts';
import { loggedOutPage } from '../pages/logged-out-page.ts';
import { logoutPage } from '../pages/logout-page.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import { fingerprintOf } from '../users/user-directory.ts';
import {
  answerForeignForm,
  answerThrottled,
  answerWrongPassword,
} from './answer-unauthenticated.ts';
import { setDraft } from './draft.ts';
import { readLoginForm } from './login-form.ts';
import { isFromBrowser, type ShowLogin } from './login-page-of.ts';
import type { CheckPassword } from './password-check.ts';
import type { SignInRecord } from './record-sign-ins.ts';
import { sessionOf, setSignedIn, signedInUser } from './signed-in-user.ts';
import type { KnownDevices } from './throttle/known-devices.ts';

/** The one page that everybody may see, and where its form goes. */
export function createLoginRoutes(options: {
  checkPassword: CheckPassword;
  sessions: Sessions;
  devices: KnownDevices;
  callers: Pick<CallerReader, 'addressOf'>;
  formTokens: Pick<FormTokens, 'isLoginFormOf'>;
  record: Pick<SignInRecord, 'enter' | 'refused'>;
  readForm: RequestHandler;
  showLogin: ShowLogin;
  /** The page that shows a form again, by the path that the form goes to. */
  findFormPage: (action: string) => string;
}): Router {
  const { checkPassword, sessions, devices, callers, formTokens, record } = options;
  const { readForm, showLogin, findFormPage } = options;
  const router = Router();
  router.get('/login', async (request, response) => {
    const returnPath = safeReturnPath(request.query['next']);
    const session = await sessions.read(request, response, { isUse: true });
    if (session === undefined) response.send(showLogin({ returnPath }));
    else response.redirect(303, returnPath);
  });
  router.post('/login', readForm, async (request, response, next) => {
    const form = readLoginForm(request.body);
    if (form.draft !== undefined) setDraft(request, form.draft);
    // What is no browser was led here by nobody's page.
    if (isFromBrowser(request) && !formTokens.isLoginFormOf(request)) {
      answerForeignForm(request, response, { form, showLogin });
      return;
    }
    const name = form.name.normalize('NFC');
    const address = callers.addressOf(request);
    const outcome = await checkPassword(form, { address, device: devices.find(request, name) });
    if (outcome.kind !== 'right') {
      await record.refused({ way: 'form', name, address, outcome });
      if (outcome.kind === 'wrong') answerWrongPassword(request, response, { form, showLogin });
      else answerThrottled(request, response, { ...outcome, showLogin });
      return;
    }
    const { user } = outcome;
    const identity = { ...user, by: 'password', fingerprint: fingerprintOf(user) } as const;
    const session = await record.enter({ user, way: 'form', address }, () =>
      sessions.begin(request, response, identity),
    );
    devices.remember(request, response, name);
    if (form.draft === undefined) {
      response.redirect(303, form.returnPath);
      return;
    }
    // The page that shows the form again is read, as any other: a login carries nothing out.
    setSignedIn(request, { user: session.user, session });
    request.method = 'GET';
    request.url = findFormPage(form.draft.action);
    next();
  });
  return router;
}

/** What is left of the login's paths for those who are logged in. */
export function createLogoutRoutes(options: {
  sessions: Sessions;
  record: Pick<SignInRecord, 'leave'>;
  oidc: Pick<DashboardOidc, 'issuerHost' | 'endSessionUrl'> | undefined;
  /** Ends what else goes on of a session, or of all of the same person. */
  onEnd: (ended: { session: Session; everywhere: boolean }) => void;
}): Router {
  const { sessions, record, oidc, onEnd } = options;
  const router = Router();
  router
    .route('/logout')
    .get((request, response) => {
      response.send(logoutPage(signedInUser(request)));
    })
    .post(...readBody, async (request, response) => {
      const session = sessionOf(request);
      if (session !== undefined) {
        const everywhere = fieldsOf(request.body)['everywhere'] === 'true';
        await record.leave({ user: session.user, everywhere }, () =>
          everywhere ? sessions.endAll(response, session) : sessions.end(response, session),
        );
        onEnd({ session, everywhere });
      }
      if (session?.by === 'oidc' && oidc !== undefined) {
        const logoutUrl = await oidc.endSessionUrl();
        response.send(loggedOutPage({ host: oidc.issuerHost, logoutUrl }));
      } else {
        response.redirect(303, '/login');
      }
    })
    .all(refuseMethod('GET, HEAD, POST'));
  router.all('/login', refuseMethod('GET, HEAD, POST'));
  return router;
}
