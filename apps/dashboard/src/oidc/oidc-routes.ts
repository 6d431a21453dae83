import type { Logger } from '@ticketpost/runtime';
import { Router, type RequestHandler } from 'express';
import type { FormTokens } from '../forms/form-tokens.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import type { CallerReader } from '../http/caller.ts';
import { sendProblem } from '../http/problem.ts';
import { answerForeignForm } from '../login/answer-unauthenticated.ts';
import { readLoginForm } from '../login/login-form.ts';
import { isFromBrowser, type ShowLogin } from '../login/login-page-of.ts';
import type { SignInRecord } from '../login/record-sign-ins.ts';
import { resumePath } from '../login/resume-route.ts';
import { goOnPage } from '../pages/go-on-page.ts';
import { noRolePage } from '../pages/no-role-page.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { callbackPath } from './callback-path.ts';
import type { DashboardOidc } from './create-oidc.ts';
import type { OidcJourney } from './oidc-journey.ts';

/** The way to the issuer and back. */
export function createOidcRoutes(options: {
  oidc: DashboardOidc;
  journey: OidcJourney;
  readForm: RequestHandler;
  formTokens: Pick<FormTokens, 'isLoginFormOf'>;
  sessions: Pick<Sessions, 'begin'>;
  record: Pick<SignInRecord, 'enter'>;
  callers: Pick<CallerReader, 'addressOf'>;
  showLogin: ShowLogin;
  logger: Logger;
}): Router {
  const { oidc, journey, readForm, formTokens, sessions, record, callers, showLogin, logger } =
    options;
  const router = Router();

  router.post('/login/oidc', readForm, async (request, response) => {
    const form = readLoginForm(request.body);
    const { returnPath, draft } = form;
    if (isFromBrowser(request) && !formTokens.isLoginFormOf(request)) {
      answerForeignForm(request, response, { form, showLogin });
      return;
    }
    const departure = await oidc.begin();
    if (departure.kind === 'unavailable') {
      response.set('Retry-After', '10').status(503);
      if (asksForHtml(request)) {
        response.send(showLogin({ returnPath, draft, message: 'oidc_unavailable' }));
      } else sendProblem(response, { status: 503, code: 'oidc_unavailable' });
      return;
    }
    await journey.begin(response, { checks: departure.checks, returnPath, draft });
    // No redirect: after a form, browsers follow one only where `form-action` allows it, and nobody
    // knows all the sites that an issuer leads through.
    response.set('Refresh', `0; url=${departure.url}`);
    response.send(goOnPage({ url: departure.url, text: `Go on to ${oidc.issuerHost}` }));
  });

  router.get(callbackPath, async (request, response) => {
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const luggage = await journey.end(request, response);
    const { search } = new URL(request.originalUrl, 'http://dashboard.invalid');
    const outcome =
      luggage === undefined
        ? ({ kind: 'refused' } as const)
        : await oidc.finish(search, luggage.checks);
    const returnPath = luggage?.returnPath ?? '/';
    switch (outcome.kind) {
      case 'user': {
        const { user } = outcome;
        const identity = { ...user, by: 'oidc', fingerprint: oidc.fingerprint } as const;
        await record.enter({ user, way: 'oidc', address: callers.addressOf(request) }, () =>
          sessions.begin(request, response, identity),
        );
        // No redirect here either: it would still count as coming from another site, and the
        // browser would leave the session's cookie out.
        const url = luggage?.hasDraft === true ? resumePath : returnPath;
        response.set('Refresh', `0; url=${url}`);
        response.send(goOnPage({ url, text: 'Go on' }));
        return;
      }
      case 'no_role': {
        const { name } = outcome;
        logger.info({ user: name, by: 'oidc', outcome: 'no_role' }, 'login');
        const logoutUrl = await oidc.endSessionUrl();
        const page = noRolePage({ name, host: oidc.issuerHost, logoutUrl });
        if (asksForHtml(request)) response.status(403).send(page);
        else sendProblem(response, { status: 403, code: 'no_role' });
        return;
      }
      case 'refused':
      case 'unavailable': {
        const isAway = outcome.kind === 'unavailable';
        const message = isAway ? 'oidc_unavailable' : 'oidc_refused';
        response.status(isAway ? 503 : 401);
        if (asksForHtml(request)) response.send(showLogin({ returnPath, message }));
        else sendProblem(response, { status: response.statusCode, code: message });
      }
    }
  });
  return router;
}
