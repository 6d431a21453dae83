import type { Operations } from '@ticketpost/operations';
import type { Logger } from '@ticketpost/runtime';
import { Router, type Request } from 'express';
import { answerProblem } from '../http/answer-problem.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { refuseCrossSiteLook } from '../http/refuse-cross-site.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';

/** The queue and the audit log are looked through: that may take longer than a page may. */
const timeoutFactor = 10;

/**
 * `GET /orders/<orderNo>/export`: all that is held about one order, opened, as a file of JSON. For
 * operators alone, and audited.
 */
export function createExportRoute(options: {
  works: Pick<Operations, 'exportOrder'>;
  /** Rejects when Redis takes longer than so many times what a page may take. */
  boundBy: (factor: number) => <T>(work: Promise<T>) => Promise<T>;
  logger: Logger;
}): Router {
  const { works, boundBy, logger } = options;
  const bound = boundBy(timeoutFactor);
  const router = Router();
  router
    .route('/orders/:orderNo/export')
    .all(operatorsOnly, refuseCrossSiteLook)
    // Answered by itself: a look at the head is none at the data, and stands in no log.
    .head((_request, response) => {
      response.type('application/json').end();
    })
    .get(async (request: Request<{ orderNo: string }>, response) => {
      const orderNo = request.params.orderNo.trim();
      const { name: by, role } = signedInUser(request);
      const outcome = await bound(works.exportOrder(orderNo, { by, role, via: 'dashboard' }));
      logger.info({ user: by, role, orderNo, outcome: outcome.kind }, 'order export');
      if (outcome.kind === 'not_found') {
        answerProblem(request, response, { status: 404, code: 'not_found' });
        return;
      }
      response
        .type('application/json')
        .attachment(`order-${orderNo.replaceAll(/[^\w-]/g, '_')}.json`)
        .send(`${JSON.stringify(outcome.export, null, 2)}\n`);
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}
