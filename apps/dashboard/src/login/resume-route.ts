import { Router } from 'express';
import { resumePage } from '../pages/resume-page.ts';
import { draftOf } from './draft.ts';
import { signedInUser } from './signed-in-user.ts';

/** Where a form that no page of its own shows again is led after the login. */
export const resumePath = '/resume';

/** Shows a form again that was sent when nobody was logged in. */
export function createResumeRoute(): Router {
  const router = Router();
  router.get(resumePath, (request, response) => {
    const draft = draftOf(request);
    if (draft === undefined) response.redirect(303, '/');
    else response.send(resumePage({ user: signedInUser(request), draft, because: 'session_over' }));
  });
  return router;
}
