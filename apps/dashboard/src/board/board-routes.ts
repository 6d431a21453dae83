import { Router, type RequestHandler } from 'express';
import { sendProblem } from '../http/problem.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import type { Role } from '@ticketpost/settings/dashboard';

const readingMethods = new Set(['GET', 'HEAD']);

/**
 * Leads everybody to the board of their role. A viewer's request that is not a read ends here,
 * whatever the board would make of it; one of an operator's that the board has no route for too.
 */
export function createBoardRoutes(boards: Readonly<Record<Role, RequestHandler>>): Router {
  const router = Router();
  router.use((request, response, next) => {
    const { role } = signedInUser(request);
    if (role === 'viewer' && !readingMethods.has(request.method)) {
      sendProblem(response, { status: 403, code: 'forbidden' });
      return;
    }
    return boards[role](request, response, next);
  });
  router.use((request, response, next) => {
    if (readingMethods.has(request.method)) next();
    else sendProblem(response, { status: 403, code: 'forbidden' });
  });
  return router;
}
