import type { Monitor } from '@ticketpost/monitoring';
import { Router } from 'express';
import { asksForHtml } from '../http/asks-for-html.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { describeConcerns, findConcerns } from './find-concerns.ts';
import { overviewPage } from './overview-page.ts';

/** `GET /`. */
export function createOverviewRoutes(options: {
  monitor: Pick<Monitor, 'read'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
}): Router {
  const { monitor, bound } = options;
  const router = Router();
  router
    .route('/')
    .get(async (request, response) => {
      const state = await bound(monitor.read());
      if (asksForHtml(request)) {
        response.send(overviewPage({ state, user: signedInUser(request) }));
        return;
      }
      const concerns = findConcerns(state);
      response.json({ summary: describeConcerns(concerns), concerns, ...state });
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}
