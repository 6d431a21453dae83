import { formatEvidence } from '@ticketpost/evidence';
import type { Operations } from '@ticketpost/operations';
import { describeMissingKeys } from '@ticketpost/queue';
import { Router, type Request } from 'express';
import { answerProblem } from '../http/answer-problem.ts';
import { operatorsOnly } from '../http/operators-only.ts';
import { refuseCrossSiteLook } from '../http/refuse-cross-site.ts';
import { refuseMethod } from '../http/refuse-method.ts';
import { signedInUser } from '../login/signed-in-user.ts';

/**
 * `GET /deliveries/<deliveryId>/evidence`: a file for the supplier, text to people and JSON to
 * programs; `?format=json` or `text` chooses. For operators alone, and audited: headers may hold
 * anything, and the hash of the body confirms what somebody guesses of it.
 */
export function createEvidenceRoutes(options: {
  works: Pick<Operations, 'readEvidence' | 'findMissingKeys'>;
  /** Rejects when Redis takes too long. */
  bound: <T>(work: Promise<T>) => Promise<T>;
}): Router {
  const { works, bound } = options;
  const router = Router();
  router
    .route('/deliveries/:deliveryId/evidence')
    .all(operatorsOnly, refuseCrossSiteLook)
    // Answered by itself: a look at the head is none at the evidence, and stands in no log.
    .head((request: Request<{ deliveryId: string }>, response) => {
      response.type(asksForText(request) ? 'text/plain' : 'json').end();
    })
    .get(async (request: Request<{ deliveryId: string }>, response) => {
      const { deliveryId } = request.params;
      const { name: by, role } = signedInUser(request);
      const outcome = await bound(works.readEvidence(deliveryId, { by, role, via: 'dashboard' }));
      if (outcome.kind === 'not_found') {
        const missingKeys = await bound(works.findMissingKeys());
        const detail =
          missingKeys.length === 0
            ? undefined
            : `Some of what is stored cannot be found. ${describeMissingKeys(missingKeys)}`;
        answerProblem(request, response, { status: 404, code: 'not_found', detail });
        return;
      }
      const { evidence } = outcome;
      const isText = asksForText(request);
      // What was found has an id as we make them: nothing that a file's name could not hold.
      response.attachment(`evidence-${deliveryId}.${isText ? 'txt' : 'json'}`);
      if (isText) response.type('text/plain').send(formatEvidence(evidence));
      else response.json(evidence);
    })
    .all(refuseMethod('GET, HEAD'));
  return router;
}

function asksForText(request: Request<{ deliveryId: string }>): boolean {
  const { format } = request.query;
  if (format === 'text' || format === 'json') return format === 'text';
  return request.accepts(['json', 'text', 'html']) !== 'json';
}
