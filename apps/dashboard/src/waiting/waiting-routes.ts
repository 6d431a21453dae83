import type { OwedKind, OwedRegister } from '@ticketpost/ledger';
import { Router } from 'express';
import { answerProblem } from '../http/answer-problem.ts';
import { asksForHtml } from '../http/asks-for-html.ts';
import { findPage, readPageNumber } from '../http/page-number.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';
import { waitingKinds } from './waiting-kinds.ts';
import { waitingPage } from './waiting-page.ts';

const pageSize = 50;

/** `/waiting/<kind>`: the confirmations that are owed. */
export function createWaitingRoutes(options: {
  owed: Pick<OwedRegister, 'counts' | 'list'>;
  /** Bounds what waits for Redis. */
  bound: <T>(work: Promise<T>) => Promise<T>;
}): Router {
  const { owed, bound } = options;
  const router = Router();
  router
    .route('/waiting/:kind')
    .get(async (request, response) => {
      const { kind } = request.params;
      if (!isKind(kind)) {
        answerProblem(request, response, { status: 404, code: 'not_found' });
        return;
      }
      const wanted = readPageNumber(request.query['page']);
      if (wanted === undefined) {
        answerProblem(request, response, { status: 400, code: 'malformed_request' });
        return;
      }
      const { noRecipient, ...others } = await bound(owed.counts());
      const counts = { ...others, no_recipient: noRecipient };
      const total = counts[kind];
      const { page, pages, skip } = findPage(wanted, { total, size: pageSize });
      const confirmations = await bound(owed.list(kind, { skip, limit: pageSize }));
      if (asksForHtml(request)) {
        const user = signedInUser(request);
        const now = Date.now();
        response.send(waitingPage({ user, kind, counts, confirmations, page, pages, now }));
      } else {
        response.json({ kind, page, pages, total, confirmations });
      }
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}

function isKind(text: string): text is OwedKind {
  return Object.hasOwn(waitingKinds, text);
}
