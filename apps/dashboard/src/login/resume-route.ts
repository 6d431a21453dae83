import { Router } from 'express';
import type { OidcJourney } from '../oidc/oidc-journey.ts';
import { resumePage } from '../pages/resume-page.ts';
import { draftOf, setDraft } from './draft.ts';
import { signedInUser } from './signed-in-user.ts';

/** Where a form that no page of its own shows again is led after the login. */
export const resumePath = '/resume';

/** Shows a form again that was sent when nobody was logged in. */
export function createResumeRoute(options: {
  journey: Pick<OidcJourney, 'takeDraft'>;
  /** The page that shows a form again, by the path that the form goes to. */
  findFormPage: (action: string) => string;
}): Router {
  const { journey, findFormPage } = options;
  const router = Router();
  router.get(resumePath, async (request, response, next) => {
    const brought = draftOf(request);
    const draft = brought ?? (await journey.takeDraft(request, response));
    if (draft === undefined) {
      response.redirect(303, '/');
      return;
    }
    const page = findFormPage(draft.action);
    if (brought === undefined && page !== resumePath) {
      setDraft(request, draft);
      request.url = page;
      next();
      return;
    }
    response.send(resumePage({ user: signedInUser(request), draft, because: 'session_over' }));
  });
  return router;
}
